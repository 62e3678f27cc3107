import type { RecordedEvent } from '../../domain/event.ts';
import type { ReadOptions } from '../../domain/event-store.ts';
import type { SqliteDatabase } from './database.ts';
import { isUnreadable, salvageRow } from './salvage-row.ts';
import type { StreamList } from './stream-list.ts';
import type { StreamReader } from './stream-reader.ts';

/** Reads a stream by the rowids of its list. */
export function listedStream(db: SqliteDatabase, list: StreamList): StreamReader {
  return {
    read: (options) => readRows(db, list, startOf(list, options), options.limit),
    eventAt: (position) => (position < 1 ? undefined : readRows(db, list, position - 1, 1)[0]),
    positionOf: (key) => list.countUpTo(key),
    count: () => list.length,
  };
}

function startOf(list: StreamList, { after, fromVersion }: ReadOptions): number {
  if (after) return list.countUpTo(after);
  return fromVersion === undefined ? 0 : list.countUpTo({ version: fromVersion, tie: Number.NEGATIVE_INFINITY });
}

/** CROSS JOIN keeps the order of the list: SQLite does not turn such a join around. */
function readRows(db: SqliteDatabase, list: StreamList, start: number, limit: number): RecordedEvent[] {
  const sql = `SELECT ${db.columns} FROM json_each(?) AS wanted CROSS JOIN events ON events.rowid = wanted.value`;
  const places = list.places(start, start + limit);
  try {
    return db.events(sql, JSON.stringify(places.map(({ rowid }) => rowid)));
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    return places.map((place) => salvageRow(db, list.aggregateId, place)).filter((event) => event !== undefined);
  }
}
