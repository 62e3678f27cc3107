import type { Readable } from 'node:stream';
import { DomainError, isDomainError } from '../domain/errors.ts';
import type { EventStore } from '../domain/event-store.ts';
import { readEventLine, toEventLine } from './event-line.ts';
import { eventPages } from './event-pages.ts';
import type { ImportItem } from './import-events.ts';
import { readLines } from './read-lines.ts';

/** The events of a JSON Lines file, compressed or not; empty lines count as lines, and as nothing else. */
export async function* itemsOfLines(source: Readable): AsyncGenerator<ImportItem> {
  let line = 0;
  for await (const lines of readLines(source)) {
    for (const text of lines) {
      line++;
      if (text.trim() !== '') yield { line, text, event: readItem(text) };
    }
  }
}

function readItem(text: string): ImportItem['event'] {
  try {
    return readEventLine(text);
  } catch (error) {
    if (isDomainError(error)) return error;
    throw error;
  }
}

/** All events of another store; those that it could not read in full are not passed on as if they were whole. */
export async function* itemsOfStore(store: EventStore): AsyncGenerator<ImportItem> {
  let line = 0;
  for await (const { events } of eventPages(store, {})) {
    for (const event of events) {
      line++;
      const { problem } = event.row;
      yield {
        line,
        text: toEventLine(event),
        event: problem === undefined ? event : new DomainError('invalid-event', problem),
      };
    }
  }
}
