import type { StreamKey } from '../../domain/event.ts';
import type { SearchStep, StreamSearch } from '../../domain/event-store.ts';
import type { Criteria } from '../criteria.ts';
import type { Conditions } from './conditions.ts';
import type { SqliteDatabase } from './database.ts';
import { toConditions } from './filter-to-sql.ts';
import type { StreamReaders } from './stream-readers.ts';
import { typeConditions } from './type-conditions.ts';

/** How many events SQL looks at in one step. */
const WINDOW = 2_000;
/** How many of those that SQL lets through are tested in one step. */
const BATCH = 100;
/** Up to so many events of a type are sorted at once, instead of looking for them along the stream. */
const RARE = 1_000;

/** How SQL walks, and how it compares with a place to go on behind it and to stop at it. */
const WAYS = {
  next: { direction: 'ASC', beyond: '>', upTo: '<=' },
  previous: { direction: 'DESC', beyond: '<', upTo: '>=' },
} as const;

type Way = (typeof WAYS)[keyof typeof WAYS];

/**
 * Searches along the index on (aggregate_id, version), window by window, or among the few events of a rare type. SQL
 * narrows it down, `test` decides. Undefined where SQL can say nothing of a filter, and where no index has the order.
 */
export function searchStream(
  db: SqliteDatabase,
  streams: StreamReaders,
  aggregateId: string,
  filters: readonly Criteria[],
): StreamSearch | undefined {
  if (filters.length === 0 || !filters.every(isDecidedInSql) || !streams.canUseIndex(aggregateId)) return undefined;
  const isRare = filters.every((filter) => isRareType(db, filter));
  const wanted = anyOf(filters.map((filter) => toConditions(db, filter, !isRare)));
  const look = (way: Way, from: StreamKey | undefined, to: StreamKey | undefined): SearchStep => {
    const end = isRare ? undefined : endOfWindow(db, way, aggregateId, from);
    const bound = end && to && isBeyond(way, end, to) ? undefined : end;
    const id = { sql: [`${isRare ? '+' : ''}aggregate_id = ?`], params: [aggregateId] };
    const { sql, params } = joined([id, side(way.beyond, from), side(way.upTo, bound ?? to), wanted]);
    const { direction } = way;
    const page = `SELECT ${db.columns} FROM events WHERE ${sql} ORDER BY version ${direction}, rowid ${direction} LIMIT ?`;
    const events = db.events(page, ...params, BATCH);
    const event = events.find((each) => filters.some(({ test }) => test(each)));
    if (event) return { kind: 'found', event };
    const key = events.length === BATCH ? events.at(-1)!.key : bound;
    return key ? { kind: 'passed', key } : { kind: 'end' };
  };
  return {
    next: (after, upTo) => db.run(() => look(WAYS.next, after, upTo)),
    previous: (before, downTo) => db.run(() => look(WAYS.previous, before, downTo)),
  };
}

/** Does SQL pass over most of what the filter does not select? */
function isDecidedInSql({ eventType, plan }: Criteria): boolean {
  if (eventType !== undefined && !/[*?]/.test(eventType)) return true;
  return plan !== undefined && plan.predicate.kind !== 'all';
}

function isRareType(db: SqliteDatabase, { eventType, needsTest }: Criteria): boolean {
  if (eventType === undefined || needsTest || !db.shape.indexed.has('event_type')) return false;
  const { sql, params } = typeConditions(db, eventType, '');
  const [isSpelled] = sql;
  // Without a list of its spellings the index on event_type does not serve.
  if (sql.length < 2) return false;
  const marks = isSpelled!.split('?').length - 1;
  const count = `SELECT count(*) AS n FROM (SELECT 1 FROM events WHERE ${isSpelled} LIMIT ?)`;
  return db.get<{ n: number }>(count, ...params.slice(0, marks), RARE + 1)!.n <= RARE;
}

/** The last event of the next window; undefined when the stream ends before. */
function endOfWindow(
  db: SqliteDatabase,
  way: Way,
  aggregateId: string,
  from: StreamKey | undefined,
): StreamKey | undefined {
  const { sql, params } = joined([{ sql: ['aggregate_id = ?'], params: [aggregateId] }, side(way.beyond, from)]);
  const nth = `SELECT version, rowid AS tie FROM events WHERE ${sql}
    ORDER BY version ${way.direction}, rowid ${way.direction} LIMIT 1 OFFSET ${WINDOW - 1}`;
  return db.get<StreamKey>(nth, ...params);
}

function isBeyond({ beyond }: Way, a: StreamKey, b: StreamKey): boolean {
  const ahead = a.version - b.version || Number(a.tie) - Number(b.tie);
  return beyond === '>' ? ahead >= 0 : ahead <= 0;
}

function side(operator: string, key: StreamKey | undefined): Conditions {
  if (!key) return { sql: [], params: [] };
  return { sql: [`(version, rowid) ${operator} (?, ?)`], params: [key.version, key.tie] };
}

function joined(parts: readonly Conditions[]): { sql: string; params: readonly unknown[] } {
  return { sql: parts.flatMap(({ sql }) => sql).join(' AND '), params: parts.flatMap(({ params }) => params) };
}

function anyOf(parts: readonly Conditions[]): Conditions {
  const alternatives = parts.map(({ sql }) => `(${sql.join(' AND ')})`);
  return { sql: [`(${alternatives.join(' OR ')})`], params: parts.flatMap(({ params }) => params) };
}
