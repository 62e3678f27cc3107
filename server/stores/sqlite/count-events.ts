import type { Criteria } from '../criteria.ts';
import { join } from './conditions.ts';
import type { SqliteDatabase } from './database.ts';
import { timeConditions, toConditions } from './filter-to-sql.ts';
import { scan } from './scan.ts';
import type { TimeProbe } from './time-order.ts';

/** Counts in SQL where SQL can decide the filter. */
export async function countEvents(db: SqliteDatabase, probe: TimeProbe, criteria: Criteria): Promise<number> {
  const hasTimes = criteria.from !== undefined || criteria.to !== undefined;
  const canCount = !criteria.needsTest && (!hasTimes || (await db.run(() => probe.isNaive())));
  if (canCount) return db.run(() => countInSql(db, criteria));
  let count = 0;
  for await (const matches of scan(db, criteria)) count += matches.length;
  return count;
}

function countInSql(db: SqliteDatabase, criteria: Criteria): number {
  const { sql, params } = join([toConditions(db, criteria), timeConditions(criteria)]);
  const conditions = ['TRUE', ...sql].join(' AND ');
  return db.get<{ n: number }>(`SELECT count(*) AS n FROM events WHERE ${conditions}`, ...params)!.n;
}
