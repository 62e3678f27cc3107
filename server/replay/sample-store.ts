import type { RecordedEvent } from '../domain/event.ts';
import type { EventStore } from '../domain/event-store.ts';
import { learnEvents, nothingKnown } from '../domain/expressions/editing/index.ts';
import type { Sample } from '../domain/queries/index.ts';
import { isNormalTimestamp } from '../domain/timestamp.ts';

/** Of 500 events at most: the newest, the first that were appended, and some of each aggregate type. */
const NEWEST = 200;
const FIRST = 100;
const OF_TYPES = 200;
const MOST_TYPES = 20;
/** A store without indexes may take its time to find some events of a type. */
const PATIENCE = 2_000;

/** Looks at some events of a store to learn its types and fields. What takes too long is left out. */
export async function sampleStore(store: EventStore): Promise<Sample> {
  const signal = AbortSignal.timeout(PATIENCE);
  const newest = await query(store, NEWEST, signal);
  const first = await store.readAll({ limit: FIRST });
  const types = (await store.listAggregateTypes()).slice(0, MOST_TYPES);
  const events = new Map([...newest, ...first.events].map((event) => [event.event_id, event]));
  for (const aggregate_type of types) {
    const share = Math.floor(OF_TYPES / types.length);
    for (const event of await query(store, share, signal, aggregate_type)) events.set(event.event_id, event);
  }
  const knowledge = nothingKnown();
  learnEvents(knowledge, events.values());
  const times = [...events.values()].map(({ timestamp }) => timestamp).filter(isNormalTimestamp);
  times.sort();
  return { knowledge, events: events.size, earliest: times[0], latest: times.at(-1) };
}

async function query(
  store: EventStore,
  limit: number,
  signal: AbortSignal,
  aggregate_type?: string,
): Promise<readonly RecordedEvent[]> {
  try {
    return (await store.queryEvents(aggregate_type === undefined ? {} : { aggregate_type }, { limit, signal })).events;
  } catch (error) {
    if (signal.aborted) return [];
    throw error;
  }
}
