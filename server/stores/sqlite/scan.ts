import { setImmediate as breathe } from 'node:timers/promises';
import type { Criteria } from '../criteria.ts';
import type { SqliteDatabase } from './database.ts';
import { toConditions } from './filter-to-sql.ts';
import { type Found, toFound } from './found.ts';
import { narrowingOf } from './is-frequent.ts';
import type { FoundRow } from './row-to-event.ts';

/** Up to so many events are tested in one go: a few milliseconds of work. */
const BATCH = 500;
/** How many rows SQL looks at in one go, where it decides most of them: the first guess, then what takes this long. */
const FIRST_SPAN = 10_000;
const SHORT_MS = 8;
const LONG_MS = 30;

/**
 * Everything that matches, in the order of appending, batch by batch, with a breath in between for everybody else in the
 * process. SQL narrows it down, `criteria.test` decides.
 */
export async function* scan(db: SqliteDatabase, criteria: Criteria): AsyncGenerator<Found[], void> {
  const isNarrow = await db.run(() => narrowingOf(db, criteria).length > 0);
  const { first, last } = await db.run(() => endsOf(db));
  let after = first - 1;
  let span = FIRST_SPAN;
  while (after < last) {
    const end = isNarrow ? last : Math.min(last, after + span);
    const begin = performance.now();
    const rows = await db.run(() => readBatch(db, criteria, after, end));
    const elapsed = performance.now() - begin;
    yield rows.map(toFound).filter(({ event }) => criteria.test(event));
    after = rows.length === BATCH ? rows.at(-1)!.tie : end;
    if (elapsed < SHORT_MS) span *= 2;
    else if (elapsed > LONG_MS) span = Math.ceil(span / 2);
    await breathe();
  }
}

function endsOf(db: SqliteDatabase): { first: number; last: number } {
  const sql = 'SELECT (SELECT min(rowid) FROM events) AS first, (SELECT max(rowid) FROM events) AS last';
  const { first, last } = db.get<{ first: number | null; last: number | null }>(sql)!;
  return { first: first ?? 1, last: last ?? 0 };
}

function readBatch(db: SqliteDatabase, criteria: Criteria, after: number, end = Number.MAX_SAFE_INTEGER): FoundRow[] {
  const { sql, params } = toConditions(db, criteria);
  const conditions = [...sql, 'events.rowid > ?', 'events.rowid <= ?'].join(' AND ');
  const page = `SELECT ${db.columns} FROM events WHERE ${conditions} ORDER BY events.rowid LIMIT ?`;
  return db.all<FoundRow>(page, ...params, after, end, BATCH);
}
