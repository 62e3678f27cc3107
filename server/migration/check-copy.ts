import { DomainError } from '../domain/errors.ts';
import type { RecordedEvent } from '../domain/event.ts';
import type { EventStore } from '../domain/event-store.ts';
import { toEventLine } from '../transfer/event-line.ts';
import { eventPages } from '../transfer/event-pages.ts';
import { ContentDigest } from './content-digest.ts';

/**
 * What a store holds, in a few bytes: whole events, whose versions say their order in the stream, and apart from those
 * the texts of their payloads, which are taken from the source before anything is done to an event.
 */
export interface Contents {
  readonly events: ContentDigest;
  readonly payloads: ContentDigest;
}

export function emptyContents(): Contents {
  return { events: new ContentDigest(), payloads: new ContentDigest() };
}

export function addContents(contents: Contents, event: RecordedEvent, payload: string): void {
  contents.events.add(toEventLine(event));
  contents.payloads.add(payload);
}

export function removeContents(contents: Contents, event: RecordedEvent, payload: string): void {
  contents.events.remove(toEventLine(event));
  contents.payloads.remove(payload);
}

/** Reads the whole copy. Throws `store-failed` when it does not hold exactly what it must. */
export async function checkContents(
  copy: EventStore,
  expected: Contents,
  onProgress: (events: number) => void,
): Promise<void> {
  const found = emptyContents();
  for await (const { events } of eventPages(copy, {})) {
    for (const event of events) addContents(found, event, event.row.event_data_text);
    onProgress(found.events.count);
  }
  const count = `${found.events.count} events where ${expected.events.count} must be`;
  if (found.events.count !== expected.events.count) throw wrong(copy, `it holds ${count}`);
  if (!found.payloads.equals(expected.payloads)) throw wrong(copy, 'a payload is not what it was');
  if (!found.events.equals(expected.events)) throw wrong(copy, 'an event is not what it was');
}

function wrong({ address }: EventStore, what: string): DomainError {
  return new DomainError('store-failed', `The check of ${address} failed: ${what}. Do not use it, and copy anew`);
}
