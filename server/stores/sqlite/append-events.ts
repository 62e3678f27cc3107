import { randomUUID } from 'node:crypto';
import { type Event, payloadTexts, validateEvent } from '../../domain/event.ts';
import { normaliseTimestamp, toSqlTimestamp } from '../../domain/timestamp.ts';
import { checkVersion, duplicateEvent } from '../append-rules.ts';
import type { SqliteDatabase } from './database.ts';

/**
 * Appends all or none. The versions are checked in the transaction that inserts, which has taken the write lock before
 * it looks: so two writers cannot both find a version free, whether an index protects it or not.
 */
export function appendEvents(db: SqliteDatabase, events: readonly Event[], expectedVersion?: number): string[] {
  events.forEach(validateEvent);
  const append = db.connection.transaction(() => {
    const versions = new Map<string, number>();
    for (const event of events) {
      const currentVersion = versions.get(event.aggregate_id) ?? aggregateVersion(db, event.aggregate_id);
      checkVersion(event, {
        currentVersion,
        expectedVersion,
        isTaken: (version) => exists(db, 'aggregate_id = ? AND version = ?', event.aggregate_id, version),
      });
      if (exists(db, 'event_id = ?', event.event_id)) throw duplicateEvent(event.event_id);
      insert(db, event);
      versions.set(event.aggregate_id, Math.max(currentVersion, event.version));
    }
  });
  append.immediate();
  return events.map((event) => event.event_id);
}

/** The highest version, 0 when unknown. */
export function aggregateVersion(db: SqliteDatabase, aggregateId: string): number {
  const sql =
    "SELECT max(version) AS version FROM events WHERE aggregate_id = ? AND typeof(version) IN ('integer', 'real')";
  return db.get<{ version: number | null }>(sql, aggregateId)?.version ?? 0;
}

function exists(db: SqliteDatabase, condition: string, ...params: unknown[]): boolean {
  return db.get(`SELECT 1 FROM events WHERE ${condition} LIMIT 1`, ...params) !== undefined;
}

function insert(db: SqliteDatabase, event: Event): void {
  const { columns, metadataColumn, hasTextId } = db.shape;
  const { event_data_text, metadata_text } = payloadTexts(event);
  const values = Object.entries({
    ...(hasTextId ? { id: randomUUID() } : {}),
    event_id: event.event_id,
    aggregate_id: event.aggregate_id,
    aggregate_type: event.aggregate_type,
    event_type: event.event_type,
    event_data: event_data_text,
    timestamp: toSqlTimestamp(normaliseTimestamp(event.timestamp)),
    version: event.version,
    correlation_id: event.correlation_id,
    causation_id: event.causation_id,
    user_id: event.user_id,
    service_name: event.service_name,
    ...(metadataColumn ? { [metadataColumn]: metadata_text } : {}),
  }).filter(([name]) => columns.has(name));
  const names = values.map(([name]) => name).join(', ');
  const marks = values.map(() => '?').join(', ');
  db.prepare(`INSERT INTO events (${names}) VALUES (${marks})`).run(...values.map(([, value]) => value));
}
