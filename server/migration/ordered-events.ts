import type { RecordedEvent } from '../domain/event.ts';
import type { EventStore } from '../domain/event-store.ts';
import { eventPages } from '../transfer/event-pages.ts';

const PAGE = 1_000;
/** Events of one version are put in the order of time up to so many at once. */
const LARGEST_GROUP = 10_000;

/** An event, and the version that it has in the copy. */
export interface Numbered {
  readonly event: RecordedEvent;
  readonly version: number;
}

/**
 * All events of a store in the order of appending, page by page. The streams that are to be renumbered come as a whole,
 * where the first of their events stands.
 */
export async function* orderedEvents(
  store: EventStore,
  toRenumber: ReadonlySet<string>,
): AsyncGenerator<readonly Numbered[]> {
  const done = new Set<string>();
  for await (const { events } of eventPages(store, {})) {
    yield events.filter(({ aggregate_id }) => !toRenumber.has(aggregate_id)).map(asItIs);
    for (const { aggregate_id } of events) {
      if (!toRenumber.has(aggregate_id) || done.has(aggregate_id)) continue;
      done.add(aggregate_id);
      yield* renumberedStream(store, aggregate_id);
    }
  }
}

function asItIs(event: RecordedEvent): Numbered {
  return { event, version: event.version };
}

/** Versions stay what they are, or become the next that is free. What cannot be read needs none. */
async function* renumberedStream(store: EventStore, aggregateId: string): AsyncGenerator<readonly Numbered[]> {
  let last = 0;
  let page: Numbered[] = [];
  for await (const group of groupsByVersion(store, aggregateId)) {
    for (const event of group) {
      if (event.malformed === undefined) last = Math.max(last + 1, event.version);
      page.push({ event, version: event.malformed === undefined ? last : event.version });
    }
    if (page.length < PAGE) continue;
    yield page;
    page = [];
  }
  yield page;
}

/** The events of a stream that have one version, in the order of time and then of appending. */
async function* groupsByVersion(store: EventStore, aggregateId: string): AsyncGenerator<readonly RecordedEvent[]> {
  let group: RecordedEvent[] = [];
  for await (const event of store.replayEvents(aggregateId)) {
    if (group.length === LARGEST_GROUP || (group[0] && group[0].version !== event.version)) {
      yield group.sort(byTime);
      group = [];
    }
    group.push(event);
  }
  yield group.sort(byTime);
}

function byTime(a: RecordedEvent, b: RecordedEvent): number {
  if (a.timestamp === b.timestamp) return 0;
  return a.timestamp < b.timestamp ? -1 : 1;
}
