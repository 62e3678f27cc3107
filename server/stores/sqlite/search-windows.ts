import type { RecordedEvent, StreamKey } from '../../domain/event.ts';
import type { SearchStep } from '../../domain/event-store.ts';
import { compareKeys } from './compare-keys.ts';
import { allOf, type Conditions } from './conditions.ts';
import type { SqliteDatabase } from './database.ts';
import { OF_STREAM } from './of-stream.ts';

/** How many events SQL looks at in one step. */
const WINDOW = 2_000;
/** How many of those that SQL lets through are tested in one step. */
export const BATCH = 100;

/** How SQL walks, and how it compares with a place to go on behind it and to stop at it. */
const WAYS = {
  next: { direction: 'ASC', beyond: '>', upTo: '<=' },
  previous: { direction: 'DESC', beyond: '<', upTo: '>=' },
} as const;

/** To the events after a place, or to those before it. */
export type Way = keyof typeof WAYS;

/** Two places in a stream, where there are any: the first exclusive, the second inclusive. */
export type Range = readonly [from: StreamKey | undefined, to: StreamKey | undefined];

/** One step of a search from a place, exclusive, to another, inclusive. */
export type Look = (way: Way, from: StreamKey | undefined, to: StreamKey | undefined) => SearchStep;

/** Looks along the index on (aggregate_id, version), window by window. */
export function byWindows(
  db: SqliteDatabase,
  aggregateId: string,
  wanted: Conditions,
  test: (event: RecordedEvent) => boolean,
): Look {
  return (way, from, to) => {
    const end = endOfWindow(db, way, aggregateId, from);
    const bound = end && to && isBeyond(way, end, to) ? undefined : end;
    const { sql, params } = rangeSql(db.columns, aggregateId, way, [from, bound ?? to], BATCH, wanted);
    const events = db.events(sql, ...params);
    const event = events.find(test);
    if (event) return { kind: 'found', event };
    const key = events.length === BATCH ? events.at(-1)!.key : bound;
    return key ? { kind: 'passed', key } : { kind: 'end' };
  };
}

/** The first events between two places, of those that SQL lets through. */
export function rangeSql(
  columns: string,
  aggregateId: string,
  way: Way,
  [from, to]: Range,
  limit: number,
  wanted: Conditions = { sql: [], params: [] },
): { readonly sql: string; readonly params: readonly unknown[] } {
  const { direction, beyond, upTo } = WAYS[way];
  const { sql, params } = allOf([ofStream(aggregateId), side(beyond, from), side(upTo, to), wanted]);
  const order = `version ${direction}, rowid ${direction}`;
  return { sql: `SELECT ${columns} FROM events WHERE ${sql} ORDER BY ${order} LIMIT ${limit}`, params };
}

/** The last event of the next window; undefined when the stream ends before. */
function endOfWindow(
  db: SqliteDatabase,
  way: Way,
  aggregateId: string,
  from: StreamKey | undefined,
): StreamKey | undefined {
  const { direction, beyond } = WAYS[way];
  const { sql, params } = allOf([ofStream(aggregateId), side(beyond, from)]);
  const nth = `SELECT version, rowid AS tie FROM events WHERE ${sql}
    ORDER BY version ${direction}, rowid ${direction} LIMIT 1 OFFSET ${WINDOW - 1}`;
  return db.get<StreamKey>(nth, ...params);
}

function isBeyond(way: Way, a: StreamKey, b: StreamKey): boolean {
  const ahead = compareKeys(a, b);
  return way === 'next' ? ahead >= 0 : ahead <= 0;
}

function ofStream(aggregateId: string): Conditions {
  return { sql: [OF_STREAM], params: [aggregateId] };
}

function side(operator: string, key: StreamKey | undefined): Conditions {
  if (!key) return { sql: [], params: [] };
  return { sql: [`(version, rowid) ${operator} (?, ?)`], params: [key.version, key.tie] };
}
