import type { SqliteDatabase } from './database.ts';

/**
 * The distinct texts of a column in order, by hopping through its index from one to the next: as fast in a store of a
 * hundred million events as in a small one. Without an index, one pass over the table.
 */
export function distinctValues(
  db: SqliteDatabase,
  column: 'aggregate_id' | 'aggregate_type',
  limit = Number.POSITIVE_INFINITY,
): string[] {
  if (!db.shape.indexed.has(column)) {
    const all = db.all<{ value: unknown }>(`SELECT DISTINCT ${column} AS value FROM events ORDER BY 1`);
    return all.flatMap(({ value }) => (typeof value === 'string' ? [value] : [])).slice(0, limit);
  }
  const values: string[] = [];
  for (let value = nextValue(db, column); value !== undefined; value = nextValue(db, column, value)) {
    values.push(value);
    if (values.length >= limit) break;
  }
  return values;
}

/**
 * The smallest text after this one that is not smaller than `least`. NULLs and numbers are passed over: they sort before
 * all texts.
 */
export function nextValue(db: SqliteDatabase, column: string, after?: string, least = ''): string | undefined {
  const isBehind = after !== undefined && after >= least;
  // An expression, because SQLite would plan anew for a value alone.
  const comparison = isBehind ? "> ? || ''" : ">= ? || ''";
  // Streams are counted and read in the index on (aggregate_id, version): its pages are at hand.
  const order = column === 'aggregate_id' && db.shape.streamIndex !== 'none' ? 'aggregate_id, version' : column;
  const sql = `SELECT ${column} AS value FROM events WHERE ${column} ${comparison} ORDER BY ${order} LIMIT 1`;
  const found = db.get<{ value: unknown }>(sql, isBehind ? after : least);
  return typeof found?.value === 'string' ? found.value : undefined;
}
