import { setImmediate as breathe } from 'node:timers/promises';
import type { Criteria } from '../criteria.ts';
import type { SqliteDatabase } from './database.ts';
import { toConditions } from './filter-to-sql.ts';
import { type Found, toFound } from './found.ts';
import type { FoundRow } from './row-to-event.ts';

/** A few milliseconds of work. */
const BATCH = 500;

/**
 * Everything that matches, in the order of appending, batch by batch, with a breath in between for everybody else in the
 * process. SQL narrows it down, `criteria.test` decides.
 */
export async function* scan(db: SqliteDatabase, criteria: Criteria): AsyncGenerator<Found[], void> {
  let after = Number.MIN_SAFE_INTEGER;
  for (;;) {
    const rows = await db.run(() => readBatch(db, criteria, after));
    yield rows.map(toFound).filter(({ event }) => criteria.test(event));
    if (rows.length < BATCH) return;
    after = rows.at(-1)!.tie;
    await breathe();
  }
}

function readBatch(db: SqliteDatabase, criteria: Criteria, after: number): FoundRow[] {
  const { sql, params } = toConditions(db, criteria);
  const conditions = [...sql, 'events.rowid > ?'].join(' AND ');
  const page = `SELECT ${db.columns} FROM events WHERE ${conditions} ORDER BY events.rowid LIMIT ?`;
  return db.all<FoundRow>(page, ...params, after, BATCH);
}
