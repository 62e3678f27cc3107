import type { QueryOptions, QueryPage } from '../../domain/event-store.ts';
import { checkLimit } from '../bounds.ts';
import { readPlace } from '../read-all-cursor.ts';
import type { SqliteDatabase } from './database.ts';

/** One page of the whole table in the order of appending. */
export function readAll(db: SqliteDatabase, { limit = 1_000, cursor }: QueryOptions): QueryPage {
  checkLimit(limit);
  const after = cursor === undefined ? Number.MIN_SAFE_INTEGER : readPlace(cursor);
  const sql = `SELECT ${db.columns} FROM events WHERE rowid > ? ORDER BY rowid LIMIT ?`;
  // One more than asked for tells whether there is a next page.
  const found = db.events(sql, after, limit + 1);
  const events = found.slice(0, limit);
  return { events, next: found.length > limit ? String(events.at(-1)!.key.tie) : undefined };
}
