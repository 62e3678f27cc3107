import type { Event, RecordedEvent, StreamKey } from '../domain/event.ts';
import type { EventStore } from '../domain/event-store.ts';
import type { Pace } from './pace.ts';

/** Small enough to keep the thread to itself for a few milliseconds only. */
const PAGE = 1_000;

/** A part of a stream: from a position on, at most `size` events. */
export interface StreamPart {
  readonly aggregateId: string;
  readonly firstPosition: number;
  readonly size: number;
  /** All fields when left out. */
  readonly fields?: ReadonlySet<keyof Event> | undefined;
}

export interface PageOptions {
  /** The event before the part, where it is known: it need not be looked for. */
  readonly after?: StreamKey | undefined;
  /** Others come in between, and can stop it. */
  readonly pace?: Pace | undefined;
}

/** A part of a stream page by page, for who does not need to have it all at once. Throws `cancelled`. */
export async function* windowPages(
  store: EventStore,
  { aggregateId, firstPosition, size, fields }: StreamPart,
  { after, pace }: PageOptions = {},
): AsyncGenerator<readonly RecordedEvent[]> {
  let last = after;
  if (!last && firstPosition > 1) {
    last = (await store.getEventAt(aggregateId, firstPosition - 1))?.key;
    if (!last) return;
  }
  for (let read = 0; read < size; ) {
    const limit = Math.min(PAGE, size - read);
    const page = await store.readStream(aggregateId, { after: last, limit, fields });
    if (page.length > 0) yield page;
    if (page.length < limit) return;
    read += page.length;
    last = page.at(-1)!.key;
    await pace?.breatheOrCancel(read);
  }
}

/** The events of a stream from a position on, at most `size` of them: what one document shows. */
export async function readWindow(
  store: EventStore,
  aggregateId: string,
  firstPosition: number,
  size: number,
): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const page of windowPages(store, { aggregateId, firstPosition, size })) {
    for (const event of page) events.push(event);
  }
  return events;
}
