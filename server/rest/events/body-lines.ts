import * as z from 'zod';
import { DomainError, messageOf } from '../../domain/errors.ts';
import { RecordedEvent } from '../../domain/event.ts';
import { EventRowLine, ROWS } from '../../protocol/event-rows.ts';
import { readEventLine } from '../../transfer/event-line.ts';
import type { App } from '../route.ts';
import { LINES } from './answer-events.ts';

/** An append may be many events. */
export const APPEND_BYTES = 32 << 20;
/** What an append may be sent as. */
export const APPEND_TYPES = ['application/json', LINES, ROWS];

/** Bodies that are lines come as one text. */
export function takeLines(app: App): void {
  app.addContentTypeParser([LINES, ROWS], { parseAs: 'string' }, async (_request: unknown, text: string | Buffer) =>
    String(text),
  );
}

/** The events of a body that is lines: as they are exported, or rows of another service. Throws `bad-json`. */
export function readLines(text: string, contentType = ''): RecordedEvent[] {
  const read = contentType.startsWith(ROWS) ? readRow : readEventLine;
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    try {
      return [read(line)];
    } catch (error) {
      throw new DomainError('bad-json', `Line ${index + 1}: ${messageOf(error)}`, { cause: error });
    }
  });
}

const WholeRow = EventRowLine.omit({ key: true, problem: true }).required();

function readRow(line: string): RecordedEvent {
  const row = WholeRow.safeParse(JSON.parse(line));
  if (!row.success) throw new DomainError('bad-json', `the line is no row of an event: ${z.prettifyError(row.error)}`);
  return new RecordedEvent({ ...row.data, key: { version: row.data.version, tie: 0 } });
}
