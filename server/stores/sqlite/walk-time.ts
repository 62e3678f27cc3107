import { setImmediate as breathe } from 'node:timers/promises';
import type { Criteria } from '../criteria.ts';
import type { QueryPlace } from '../query-cursor.ts';
import { type Conditions, join } from './conditions.ts';
import type { SqliteDatabase } from './database.ts';
import { timeConditions, toConditions } from './filter-to-sql.ts';
import { type Found, toFound } from './found.ts';
import { isFrequent, narrowingOf } from './is-frequent.ts';
import type { PageRequest } from './page-request.ts';
import type { FoundRow } from './row-to-event.ts';
import { isNaiveText, type TimeProbe } from './time-order.ts';

/** How many rows are read at once where the filter is decided row by row: a few milliseconds of work. */
const BATCH = 500;
/** How many rows SQL looks at in one go, where it decides: some tens of milliseconds of work. */
const WINDOW = 20_000;

/** How a page is read: found at once where SQL decides along an index, else walked to, batch by batch. */
type Start =
  | { readonly found: Found[] }
  | { readonly inRange: Conditions; readonly time: string; readonly isWalk: boolean };

/**
 * A page of a database whose timestamps are all naive, in the order of their texts. What SQL cannot decide of the
 * filter is decided here, batch by batch, with a breath in between for everybody else in the process. Undefined when a
 * timestamp turns up that is not naive.
 */
export async function walkTime(
  db: SqliteDatabase,
  probe: TimeProbe,
  criteria: Criteria,
  request: PageRequest,
): Promise<Found[] | undefined> {
  const start = await db.run(() => (probe.isNaive() ? startOf(db, criteria, request) : undefined));
  if (!start) return undefined;
  const found = 'found' in start ? naiveOnly(start.found) : await walk(db, criteria, request, start);
  if (!found) probe.sawMixed();
  return found;
}

function naiveOnly(found: Found[]): Found[] | undefined {
  return found.every(({ place }) => isNaiveText(place.stored, place.time)) ? found : undefined;
}

function startOf(db: SqliteDatabase, criteria: Criteria, request: PageRequest): Start {
  const narrowing = narrowingOf(db, criteria);
  const name = `frequent ${JSON.stringify([narrowing, request.limit])}`;
  const keepTimeIndex = db.fact(name, () => isFrequent(db, narrowing, request.limit));
  const conditions = toConditions(db, criteria, keepTimeIndex);
  const inRange = join([conditions, timeConditions(criteria)]);
  const isWalk = keepTimeIndex || narrowing.length === 0;
  // A plus keeps SQLite from the index on time where another finds few events to sort.
  const time = isWalk ? 'timestamp' : '+timestamp';
  // Without an index of their own, conditions can be true of few rows, or of none.
  const isSearch = narrowing.length === 0 && conditions.sql.length > 0 && db.shape.indexed.has('timestamp');
  if (criteria.needsTest || isSearch) return { inRange, time, isWalk };
  return { found: readBatch(db, inRange, time, request) };
}

async function walk(
  db: SqliteDatabase,
  criteria: Criteria,
  request: PageRequest,
  { inRange, time, isWalk }: Exclude<Start, { found: Found[] }>,
): Promise<Found[] | undefined> {
  const { offset, limit } = request;
  const matches: Found[] = [];
  let { after } = request;
  for (;;) {
    request.signal?.throwIfAborted();
    const most = criteria.needsTest ? BATCH : Math.min(BATCH, offset + limit - matches.length);
    const start = { ...request, after, offset: 0, limit: most };
    const { batch, end } = await db.run(() => {
      const end = isWalk ? endOfWindow(db, timeConditions(criteria), start) : undefined;
      return { batch: naiveOnly(readBatch(db, inRange, time, start, end)), end };
    });
    if (!batch) return undefined;
    matches.push(...batch.filter(({ event }) => criteria.test(event)));
    if (batch.length === most) after = batch.at(-1)!.place;
    else if (end) after = end;
    else return matches.slice(offset, offset + limit);
    if (matches.length >= offset + limit) return matches.slice(offset, offset + limit);
    await breathe();
  }
}

/**
 * Where so many rows have been walked over that somebody else should have a turn: what SQL decides, it decides for the
 * whole window at once. Undefined when the walk ends before.
 */
function endOfWindow(db: SqliteDatabase, times: Conditions, { order, after }: PageRequest): QueryPlace | undefined {
  const { direction, beyond } = WAYS[order];
  const { sql, params } = join([times, sideOf(after, beyond)]);
  const where = sql.length > 0 ? `WHERE ${sql.join(' AND ')}` : '';
  const nth = `SELECT timestamp AS stored, rowid AS tie FROM events ${where}
    ORDER BY timestamp ${direction}, rowid ${direction} LIMIT 1 OFFSET ${WINDOW}`;
  const found = db.get<{ stored: unknown; tie: number }>(nth, ...params);
  return found && { time: '', stored: String(found.stored), tie: found.tie };
}

/** Which way a query walks: how SQL sorts, and how it compares with a place to go on behind it and to stop at it. */
const WAYS = {
  'newest-first': { direction: 'DESC', beyond: '<', upTo: '>=' },
  'oldest-first': { direction: 'ASC', beyond: '>', upTo: '<=' },
} as const;

function sideOf(place: QueryPlace | undefined, operator: string, time = 'timestamp'): Conditions {
  if (!place) return { sql: [], params: [] };
  return { sql: [`(${time}, rowid) ${operator} (?, ?)`], params: [place.stored, place.tie] };
}

function readBatch(
  db: SqliteDatabase,
  inRange: Conditions,
  time: string,
  { order, after, offset, limit }: PageRequest,
  end?: QueryPlace,
): Found[] {
  const { direction, beyond, upTo } = WAYS[order];
  const { sql, params } = join([inRange, sideOf(after, beyond, time), sideOf(end, upTo)]);
  const where = sql.length > 0 ? `WHERE ${sql.join(' AND ')}` : '';
  // As text, not as a value, for which SQLite would plan anew each time.
  const most = offset > 0 ? `LIMIT ${limit} OFFSET ${offset}` : `LIMIT ${limit}`;
  const page = `SELECT ${db.columns} FROM events ${where} ORDER BY ${time} ${direction}, rowid ${direction} ${most}`;
  return db.all<FoundRow>(page, ...params).map(toFound);
}
