import type { Criteria } from '../criteria.ts';
import type { SqliteDatabase } from './database.ts';

/**
 * Do so many events match that a page is found sooner by walking the index on time than by sorting all matches? With m
 * of n events matching, a walk to `limit` matches reads about limit * n / m rows and sorting reads m: they meet at
 * m = sqrt(limit * n), and no more than that many index entries are counted to find out.
 */
export function isFrequent(db: SqliteDatabase, { fields, eventType }: Criteria, limit: number): boolean {
  const bareType = eventType?.slice(eventType.lastIndexOf('.') + 1);
  const all = bareType === undefined ? fields : [...fields, ['event_type', bareType] as const];
  const narrowing = all.filter(([name]) => db.shape.indexed.has(name));
  if (narrowing.length === 0 || !db.shape.indexed.has('timestamp')) return false;
  const total = db.get<{ last: number | null }>('SELECT max(rowid) AS last FROM events')?.last ?? 0;
  const enough = Math.max(1, Math.ceil(Math.sqrt(limit * total)));
  return narrowing.every(([name, value]) => {
    const sql = `SELECT count(*) AS n FROM (SELECT 1 FROM events WHERE ${name} = ? LIMIT ?)`;
    return db.get<{ n: number }>(sql, value, enough)!.n >= enough;
  });
}
