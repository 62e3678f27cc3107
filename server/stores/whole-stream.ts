import { DomainError } from '../domain/errors.ts';
import type { RecordedEvent } from '../domain/event.ts';
import type { EventStore, EventStream } from '../domain/event-store.ts';

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

/** All of a stream, with its latest snapshot. Throws `stream-not-found` when there are no events. */
export async function readEventStream(store: EventStore, aggregateId: string): Promise<EventStream> {
  const events = await store.getEventsByAggregate(aggregateId);
  const last = events.at(-1);
  if (!last) {
    throw new DomainError('stream-not-found', `The store has no events of ${aggregateId}: check the aggregate's id`);
  }
  return {
    aggregate_id: aggregateId,
    aggregate_types: [...new Set(events.map((event) => event.aggregate_type))],
    events,
    version: last.version,
    snapshot: (await store.getLatestSnapshot(aggregateId)) ?? null,
  };
}

/** The events that an event caused, oldest first. */
export async function findCaused(store: EventStore, eventId: string, limit: number): Promise<RecordedEvent[]> {
  const { events } = await store.queryEvents({ causation_id: eventId }, { limit, order: 'oldest-first' });
  return [...events];
}
