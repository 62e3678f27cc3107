import Database from 'better-sqlite3';
import type { Event } from '../../../server/domain/event.ts';
import { newUuid } from '../../../server/domain/new-uuid.ts';

/** The least code that appends to a SQLite store, as durable as ours and with the same indexes. */
export interface BareSqlite {
  readonly db: Database.Database;
  insert(event: Event): void;
  /** In one transaction. */
  insertAll(events: readonly Event[]): void;
}

export function bareSqlite(path: string): BareSqlite {
  const db = new Database(path);
  db.pragma('synchronous = FULL');
  const statement = db.prepare(
    `INSERT INTO events (id, event_id, aggregate_id, aggregate_type, event_type, event_data, timestamp, version,
       correlation_id, causation_id, user_id, service_name, event_metadata) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const insert = (event: Event) =>
    statement.run(
      newUuid(),
      event.event_id,
      event.aggregate_id,
      event.aggregate_type,
      event.event_type,
      JSON.stringify(event.event_data),
      event.timestamp.slice(0, -1).replace('T', ' '),
      event.version,
      event.correlation_id,
      event.causation_id,
      event.user_id,
      event.service_name,
      JSON.stringify(event.metadata),
    );
  const insertAll = db.transaction((events: readonly Event[]) => {
    for (const event of events) insert(event);
  });
  return { db, insert, insertAll };
}
