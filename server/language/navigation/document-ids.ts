import type { Range } from 'vscode-languageserver';
import type { RecordedEvent } from '../../domain/event.ts';
import { idsIn } from '../../domain/ids-in.ts';
import { prettyJson } from '../../domain/pretty-json.ts';
import { toStreamLine } from '../../domain/stream-text.ts';

/** An id in a document, and where it stands there. */
export interface IdInDocument {
  readonly id: string;
  readonly range: Range;
}

/** The ids in the payload of an event's line. */
export function idsInLine(event: RecordedEvent, line: number): IdInDocument[] {
  const text = toStreamLine(event);
  const start = text.indexOf('{');
  if (start < 0) return [];
  return idsIn(text.slice(start)).map(({ id, start: from, end: to }) => ({
    id,
    range: { start: { line, character: start + from }, end: { line, character: start + to } },
  }));
}

/** The ids in a document of one event. */
export function idsInEvent(event: RecordedEvent): IdInDocument[] {
  const text = prettyJson(event.toJsonText());
  const lines = lineStarts(text);
  let line = 0;
  return idsIn(text).map(({ id, start, end }) => {
    while (line + 1 < lines.length && lines[line + 1]! <= start) line++;
    const from = lines[line]!;
    return { id, range: { start: { line, character: start - from }, end: { line, character: end - from } } };
  });
}

function lineStarts(text: string): number[] {
  return [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
}
