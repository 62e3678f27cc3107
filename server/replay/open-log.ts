import { DomainError } from '../domain/errors.ts';
import type { RecordedEvent } from '../domain/event.ts';
import type { EventStore } from '../domain/event-store.ts';
import type { EventLog, StreamPlace } from './event-log.ts';
import { MergedLog } from './merged-log.ts';
import { assertStream, StreamLog } from './stream-log.ts';

/** More streams than this are no session that anybody can follow. */
export const MOST_STREAMS = 200;

const PAGE = 1_000;

/** Which events a session replays: those of one aggregate, of several, or of all that take part in a correlation. */
export interface LogOptions {
  readonly aggregateId?: string | undefined;
  readonly aggregateIds?: readonly string[] | undefined;
  readonly correlationId?: string | undefined;
  /** Of one aggregate: from this version on. */
  readonly fromVersion?: number | undefined;
  /** Of one aggregate: up to this version. */
  readonly toVersion?: number | undefined;
}

/**
 * Throws `stream-not-found` when the store has nothing of what is named, and `bad-position` when no event lies between
 * the two versions, or more streams are meant than a session can hold.
 */
export async function openLog(store: EventStore, options: LogOptions): Promise<EventLog> {
  const { aggregateId, aggregateIds, correlationId, fromVersion, toVersion } = options;
  if (aggregateId !== undefined) return StreamLog.open(store, aggregateId, fromVersion, toVersion);
  if (correlationId !== undefined) return openCorrelation(store, correlationId);
  const ids = aggregateIds ?? [];
  if (ids.length === 0) throw new DomainError('bad-position', 'Name the aggregates to replay');
  if (ids.length > MOST_STREAMS) throw tooMany(`${ids.length} aggregates are named`);
  for (const id of ids) await assertStream(store, id);
  return MergedLog.open(store, ids);
}

/**
 * The whole streams of all that take part, walked from the correlation's first event to its last in the log's own order: by
 * the store's, which knows only times, events would be left out where times are the same or a clock went back.
 */
async function openCorrelation(store: EventStore, correlation_id: string): Promise<EventLog> {
  const order = 'oldest-first';
  const firsts = new Map<string, RecordedEvent>();
  const lasts = new Map<string, RecordedEvent>();
  for (let cursor: string | undefined; ; ) {
    const page = await store.queryEvents({ correlation_id }, { limit: PAGE, order, cursor });
    for (const event of page.events) {
      const { aggregate_id: id, version } = event;
      if (version < (firsts.get(id)?.version ?? Infinity)) firsts.set(id, event);
      if (version >= (lasts.get(id)?.version ?? 0)) lasts.set(id, event);
    }
    if (firsts.size > MOST_STREAMS) {
      throw tooMany(`More than ${MOST_STREAMS} aggregates take part in ${correlation_id}`);
    }
    if (!page.next) break;
    cursor = page.next;
  }
  if (firsts.size === 0) {
    const message = `The store ${store.address} has no events of a correlation '${correlation_id}'. Check correlationId.`;
    throw new DomainError('stream-not-found', message);
  }
  const placesOf = (events: Map<string, RecordedEvent>) =>
    Promise.all([...events.values()].map((event) => placeOf(store, event)));
  return MergedLog.open(store, [...firsts.keys()], { from: await placesOf(firsts), to: await placesOf(lasts) });
}

/** Where an event stands in its stream. */
export async function placeOf(store: EventStore, { aggregate_id, key }: RecordedEvent): Promise<StreamPlace> {
  return { aggregateId: aggregate_id, position: await store.getPosition(aggregate_id, key) };
}

function tooMany(what: string): DomainError {
  return new DomainError('bad-position', `${what}: a session replays at most ${MOST_STREAMS}. Name those to replay.`);
}
