import type { StreamKey } from '../../domain/event.ts';
import type { SearchStep, StreamSearch } from '../../domain/event-store.ts';
import { type Criteria, isDecidedInSql } from '../criteria.ts';
import { compareKeys } from './compare-keys.ts';
import { allOf, anyOf, type Conditions } from './conditions.ts';
import type { SqliteDatabase } from './database.ts';
import { toConditions } from './filter-to-sql.ts';
import { isUnreadable } from './salvage-row.ts';
import { searchDamaged } from './search-damaged.ts';
import { amongRare, isRareType } from './search-rare.ts';
import type { StreamReaders } from './stream-readers.ts';

/** How many events SQL looks at in one step. */
const WINDOW = 2_000;
/** How many of those that SQL lets through are tested in one step. */
const BATCH = 100;

/** How SQL walks, and how it compares with a place to go on behind it and to stop at it. */
const WAYS = {
  next: { direction: 'ASC', beyond: '>', upTo: '<=' },
  previous: { direction: 'DESC', beyond: '<', upTo: '>=' },
} as const;

type Way = (typeof WAYS)[keyof typeof WAYS];

/** One step of a search from a place, exclusive, to another, inclusive. */
export type Look = (way: keyof typeof WAYS, from: StreamKey | undefined, to: StreamKey | undefined) => SearchStep;

/**
 * Searches along the index on (aggregate_id, version), window by window, where SQL narrows it down and `test`
 * decides; or among the few events of a rare type. Undefined where SQL can say nothing of a filter, and where no index has the order.
 */
export function searchStream(
  db: SqliteDatabase,
  streams: StreamReaders,
  aggregateId: string,
  filters: readonly Criteria[],
): StreamSearch | undefined {
  if (filters.length === 0 || !filters.every(isDecidedInSql) || !streams.canUseIndex(aggregateId)) return undefined;
  const isRare = filters.every((filter) => isRareType(db, filter));
  const look = isRare ? amongRare(db, aggregateId, filters) : byWindows(db, aggregateId, filters);
  const lookAnyway: Look = (way, from, to) => {
    try {
      const step = look(way, from, to);
      return step.kind === 'found' ? { ...step, position: streams.of(aggregateId).positionOf(step.event.key) } : step;
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      return searchDamaged(streams.of(aggregateId), filters, way === 'next' ? 1 : -1, [from, to]);
    }
  };
  return {
    next: (after, upTo) => db.run(() => lookAnyway('next', after, upTo)),
    previous: (before, downTo) => db.run(() => lookAnyway('previous', before, downTo)),
  };
}

function byWindows(db: SqliteDatabase, aggregateId: string, filters: readonly Criteria[]): Look {
  const wanted = anyOf(filters.map((filter) => toConditions(db, filter, true)));
  return (name, from, to) => {
    const way = WAYS[name];
    const end = endOfWindow(db, way, aggregateId, from);
    const bound = end && to && isBeyond(way, end, to) ? undefined : end;
    const id = { sql: ['aggregate_id = ?'], params: [aggregateId] };
    const { sql, params } = allOf([id, side(way.beyond, from), side(way.upTo, bound ?? to), wanted]);
    const { direction } = way;
    const page = `SELECT ${db.columns} FROM events WHERE ${sql} ORDER BY version ${direction}, rowid ${direction} LIMIT ?`;
    const events = db.events(page, ...params, BATCH);
    const event = events.find((each) => filters.some(({ test }) => test(each)));
    if (event) return { kind: 'found', event };
    const key = events.length === BATCH ? events.at(-1)!.key : bound;
    return key ? { kind: 'passed', key } : { kind: 'end' };
  };
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
