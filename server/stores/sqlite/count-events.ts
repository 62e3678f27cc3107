import { setImmediate as breathe } from 'node:timers/promises';
import type { Criteria } from '../criteria.ts';
import type { SqliteDatabase } from './database.ts';
import { toConditions } from './filter-to-sql.ts';
import type { TimeProbe } from './time-order.ts';

const BATCH = 500;

/** Counts in SQL where SQL can decide the filter, else batch by batch in the order of appending. */
export async function countEvents(db: SqliteDatabase, probe: TimeProbe, criteria: Criteria): Promise<number> {
  if (!criteria.needsTest) {
    return db.run(() => {
      const { sql, params } = conditionsOf(db, probe, criteria);
      return db.get<{ n: number }>(`SELECT count(*) AS n FROM events WHERE ${sql}`, ...params)!.n;
    });
  }
  let count = 0;
  for (let after: number | undefined = Number.MIN_SAFE_INTEGER; after !== undefined; await breathe()) {
    const start: number = after;
    const batch = await db.run(() => {
      const { sql, params } = conditionsOf(db, probe, criteria);
      const page = `SELECT ${db.columns} FROM events WHERE ${sql} AND rowid > ? ORDER BY rowid LIMIT ?`;
      return db.events(page, ...params, start, BATCH);
    });
    count += batch.filter((event) => criteria.test(event)).length;
    after = batch.length < BATCH ? undefined : Number(batch.at(-1)!.key.tie);
  }
  return count;
}

function conditionsOf(
  db: SqliteDatabase,
  probe: TimeProbe,
  criteria: Criteria,
): { sql: string; params: readonly unknown[] } {
  const { sql, params } = toConditions(db, criteria, probe.order());
  return { sql: ['TRUE', ...sql].join(' AND '), params };
}
