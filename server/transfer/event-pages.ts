import type { EventStore, QueryPage } from '../domain/event-store.ts';
import type { EventFilter } from '../domain/filter.ts';

const PAGE = 1_000;

/**
 * The events that a filter selects, page by page; each page says with `next` how to go on behind it. One aggregate in the
 * order of its stream, everything in the order of appending, other selections in the order of time.
 */
export async function* eventPages(store: EventStore, filter: EventFilter, after?: string): AsyncGenerator<QueryPage> {
  const read = readerOf(store, filter);
  let cursor = after;
  do {
    const page = await read(cursor);
    yield page;
    cursor = page.next;
  } while (cursor !== undefined);
}

function readerOf(store: EventStore, filter: EventFilter): (cursor?: string) => Promise<QueryPage> {
  const given = Object.entries(filter).filter(([, value]) => value !== undefined);
  if (given.length === 0) return (cursor) => store.readAll({ limit: PAGE, cursor });
  const { aggregate_id } = filter;
  if (given.length === 1 && aggregate_id !== undefined) return (cursor) => readStream(store, aggregate_id, cursor);
  return (cursor) => store.queryEvents(filter, { order: 'oldest-first', limit: PAGE, cursor });
}

async function readStream(store: EventStore, aggregateId: string, cursor: string | undefined): Promise<QueryPage> {
  const after = cursor === undefined ? undefined : JSON.parse(cursor);
  const events = await store.readStream(aggregateId, { after, limit: PAGE });
  return { events, next: events.length === PAGE ? JSON.stringify(events.at(-1)!.key) : undefined };
}
