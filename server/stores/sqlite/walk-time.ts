import { setImmediate as breathe } from 'node:timers/promises';
import type { Criteria } from '../criteria.ts';
import type { SqliteDatabase } from './database.ts';
import { type Conditions, join, timeConditions, toConditions } from './filter-to-sql.ts';
import { type Found, toFound } from './found.ts';
import { isFrequent } from './is-frequent.ts';
import type { PageRequest } from './page-request.ts';
import type { FoundRow } from './row-to-event.ts';
import { isNaiveText } from './time-order.ts';

/** How many rows are read at once where the filter is decided row by row: a few milliseconds of work. */
const BATCH = 500;

/**
 * A page of a database whose timestamps are all naive, in the order of their texts. What SQL cannot decide of the
 * filter is decided here, batch by batch, with a breath in between for everybody else in the process. Undefined when a
 * timestamp turns up that is not naive.
 */
export async function walkTime(
  db: SqliteDatabase,
  criteria: Criteria,
  request: PageRequest,
): Promise<Found[] | undefined> {
  const { offset, limit } = request;
  const conditions = await db.run(() => toConditions(db, criteria, isFrequent(db, criteria, limit)));
  const inRange = join([conditions, timeConditions(criteria)]);
  if (!criteria.needsTest) return naiveOnly(await db.run(() => readBatch(db, inRange, request)));
  const matches: Found[] = [];
  let { after } = request;
  for (;;) {
    const start = { ...request, after, offset: 0, limit: BATCH };
    const batch = naiveOnly(await db.run(() => readBatch(db, inRange, start)));
    if (!batch) return undefined;
    matches.push(...batch.filter(({ event }) => criteria.test(event)));
    if (batch.length < BATCH || matches.length >= offset + limit) return matches.slice(offset, offset + limit);
    after = batch.at(-1)!.place;
    await breathe();
  }
}

function naiveOnly(found: Found[]): Found[] | undefined {
  return found.every(({ place }) => isNaiveText(place.stored, place.time)) ? found : undefined;
}

function readBatch(db: SqliteDatabase, inRange: Conditions, { order, after, offset, limit }: PageRequest): Found[] {
  const [direction, beyond] = order === 'newest-first' ? ['DESC', '<'] : ['ASC', '>'];
  const start = { sql: [`(timestamp, rowid) ${beyond} (?, ?)`], params: [after?.stored, after?.tie] };
  const { sql, params } = after ? join([inRange, start]) : inRange;
  const where = sql.length > 0 ? `WHERE ${sql.join(' AND ')}` : '';
  const page = `SELECT ${db.columns} FROM events ${where} ORDER BY timestamp ${direction}, rowid ${direction} LIMIT ? OFFSET ?`;
  return db.all<FoundRow>(page, ...params, limit, offset).map(toFound);
}
