import { setImmediate as breathe } from 'node:timers/promises';
import { clock } from '../../domain/clock.ts';
import type { Criteria } from '../criteria.ts';
import type { Conditions } from './conditions.ts';
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

/** Rows from one, exclusive, to another, inclusive. */
interface Span {
  readonly after: number;
  readonly end: number;
}

/**
 * Everything that matches, in the order of appending, batch by batch, with a breath in between for everybody else in the
 * process. SQL narrows it down, `criteria.test` decides. Of a long scan a thread looks at every second span.
 */
export async function* scan(db: SqliteDatabase, criteria: Criteria): AsyncGenerator<Found[], void> {
  const isNarrow = await db.run(() => narrowingOf(db, criteria).length > 0);
  const { first, last } = await db.run(() => endsOf(db));
  const conditions = await db.run(() => toConditions(db, criteria));
  const toFoundAll = (rows: readonly FoundRow[]) => rows.map(toFound).filter(({ event }) => criteria.test(event));
  let at = first - 1;
  let length = FIRST_SPAN;
  while (at < last) {
    const here = { after: at, end: isNarrow ? last : Math.min(last, at + length) };
    const there = { after: here.end, end: Math.min(last, here.end + length) };
    // A scan that ends with its first span would wait for the thread to start.
    const isShared = at >= first && there.end > there.after && db.reader.canHelp;
    const reading = isShared ? readThere(db, conditions, there) : undefined;
    for (let rest: Span | undefined = here; rest; await breathe()) {
      const begin = clock();
      const { after, end }: Span = rest;
      const rows = await db.run(() => readBatch(db, conditions, { after, end }));
      const elapsed = clock() - begin;
      if (elapsed < SHORT_MS) length *= 2;
      else if (elapsed > LONG_MS) length = Math.ceil(length / 2);
      yield toFoundAll(rows);
      rest = restOf(rest, rows);
    }
    at = here.end;
    const rows = await reading;
    if (!rows) continue;
    yield toFoundAll(rows);
    at = restOf(there, rows)?.after ?? there.end;
  }
}

/** What a batch leaves of a span. */
function restOf({ end }: Span, rows: readonly FoundRow[]): Span | undefined {
  return rows.length === BATCH ? { after: rows.at(-1)!.tie, end } : undefined;
}

function endsOf(db: SqliteDatabase): { first: number; last: number } {
  const sql = 'SELECT (SELECT min(rowid) FROM events) AS first, (SELECT max(rowid) FROM events) AS last';
  const { first, last } = db.get<{ first: number | null; last: number | null }>(sql)!;
  return { first: first ?? 1, last: last ?? 0 };
}

function readBatch(db: SqliteDatabase, conditions: Conditions, span: Span): FoundRow[] {
  const { sql, params } = batchOf(db, conditions, span);
  return db.all<FoundRow>(sql, ...params);
}

/** Undefined where one must read oneself. The thread is asked before this returns. */
function readThere(db: SqliteDatabase, conditions: Conditions, span: Span): Promise<FoundRow[] | undefined> {
  const { sql, params } = batchOf(db, conditions, span);
  return db.reader.all(sql, params) as Promise<FoundRow[] | undefined>;
}

function batchOf(db: SqliteDatabase, conditions: Conditions, { after, end }: Span): { sql: string; params: unknown[] } {
  const where = [...conditions.sql, 'events.rowid > ?', 'events.rowid <= ?'].join(' AND ');
  const page = `SELECT ${db.columns} FROM events WHERE ${where} ORDER BY events.rowid LIMIT ${BATCH}`;
  return { sql: page, params: [...conditions.params, after, end] };
}
