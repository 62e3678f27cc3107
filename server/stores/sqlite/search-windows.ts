import type { RecordedEvent, StreamKey } from '../../domain/event.ts';
import type { SearchStep } from '../../domain/event-store.ts';
import { compareKeys } from './compare-keys.ts';
import { allOf, type Conditions } from './conditions.ts';
import type { SqliteDatabase } from './database.ts';

/** How many events SQL looks at in one step. */
const WINDOW = 2_000;
/** How many of those that SQL lets through are tested in one step. */
export const BATCH = 100;

/** How SQL walks, and how it compares with a place to go on behind it and to stop at it. */
const WAYS = {
  next: { direction: 'ASC', beyond: '>', upTo: '<=' },
  previous: { direction: 'DESC', beyond: '<', upTo: '>=' },
} as const;

type Way = (typeof WAYS)[keyof typeof WAYS];

/** One step of a search from a place, exclusive, to another, inclusive. */
export type Look = (way: keyof typeof WAYS, from: StreamKey | undefined, to: StreamKey | undefined) => SearchStep;

/** Looks along the index on (aggregate_id, version), window by window. */
export function byWindows(
  db: SqliteDatabase,
  aggregateId: string,
  wanted: Conditions,
  test: (event: RecordedEvent) => boolean,
): Look {
  return (way, from, to) => {
    const end = endOfWindow(db, WAYS[way], aggregateId, from);
    const bound = end && to && isBeyond(WAYS[way], end, to) ? undefined : end;
    const { sql, params } = windowSql(db, aggregateId, wanted, way, [from, bound ?? to]);
    const events = db.events(sql, ...params);
    const event = events.find(test);
    if (event) return { kind: 'found', event };
    const key = events.length === BATCH ? events.at(-1)!.key : bound;
    return key ? { kind: 'passed', key } : { kind: 'end' };
  };
}

/** The first events between two places that SQL lets through. */
export function windowSql(
  db: SqliteDatabase,
  aggregateId: string,
  wanted: Conditions,
  way: keyof typeof WAYS,
  [from, to]: readonly [from: StreamKey | undefined, to: StreamKey | undefined],
): { readonly sql: string; readonly params: readonly unknown[] } {
  const { direction, beyond, upTo } = WAYS[way];
  const id = { sql: ['aggregate_id = ?'], params: [aggregateId] };
  const { sql, params } = allOf([id, side(beyond, from), side(upTo, to), wanted]);
  const order = `version ${direction}, rowid ${direction}`;
  return { sql: `SELECT ${db.columns} FROM events WHERE ${sql} ORDER BY ${order} LIMIT ${BATCH}`, params };
}

/** The last event of the next window; undefined when the stream ends before. */
function endOfWindow(
  db: SqliteDatabase,
  way: Way,
  aggregateId: string,
  from: StreamKey | undefined,
): StreamKey | undefined {
  const { sql, params } = allOf([{ sql: ['aggregate_id = ?'], params: [aggregateId] }, side(way.beyond, from)]);
  const nth = `SELECT version, rowid AS tie FROM events WHERE ${sql}
    ORDER BY version ${way.direction}, rowid ${way.direction} LIMIT 1 OFFSET ${WINDOW - 1}`;
  return db.get<StreamKey>(nth, ...params);
}

function isBeyond({ beyond }: Way, a: StreamKey, b: StreamKey): boolean {
  const ahead = compareKeys(a, b);
  return beyond === '>' ? ahead >= 0 : ahead <= 0;
}

function side(operator: string, key: StreamKey | undefined): Conditions {
  if (!key) return { sql: [], params: [] };
  return { sql: [`(version, rowid) ${operator} (?, ?)`], params: [key.version, key.tie] };
}
