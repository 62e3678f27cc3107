import { DomainError } from '../domain/errors.ts';
import type { RecordedEvent } from '../domain/event.ts';
import type { EventStore, EventStream, Snapshot } from '../domain/event-store.ts';

/** Large enough to be near the cost of reading everything at once, small enough to keep memory and pauses short. */
const PAGE = 500;

/** Event by event, a page in memory at a time. */
export async function* replayPages(
  store: Pick<EventStore, 'readStream'>,
  aggregateId: string,
  fromVersion: number | undefined,
): AsyncIterableIterator<RecordedEvent> {
  let page = await store.readStream(aggregateId, { fromVersion, limit: PAGE });
  while (page.length > 0) {
    yield* page;
    if (page.length < PAGE) return;
    page = await store.readStream(aggregateId, { after: page.at(-1)!.key, limit: PAGE });
  }
}

/** Throws `stream-not-found` when there are no events. */
export function toEventStream(
  aggregateId: string,
  events: readonly RecordedEvent[],
  snapshot: Snapshot | undefined,
): EventStream {
  const last = events.at(-1);
  if (!last) {
    throw new DomainError('stream-not-found', `The store has no events of ${aggregateId}: check the aggregate's id`);
  }
  return {
    aggregate_id: aggregateId,
    aggregate_types: [...new Set(events.map((event) => event.aggregate_type))],
    events,
    version: last.version,
    snapshot: snapshot ?? null,
  };
}
