import { type Event, RecordedEvent, type StreamKey } from '../../domain/event.ts';
import { LeanRow } from '../lean-row.ts';
import type { SqliteDatabase } from './database.ts';

/** Comes after every row of its version, of which there is one. */
const ONLY_ROW = Number.MAX_SAFE_INTEGER;

/**
 * The next `limit` payloads of a stream whose versions are unique, without their versions: so many integer versions in a
 * range that is no wider are exactly that range. Undefined where the stream ends or has a gap.
 */
export function readPayloads(
  db: SqliteDatabase,
  aggregateId: string,
  after: StreamKey,
  limit: number,
): RecordedEvent[] | undefined {
  if (!Number.isSafeInteger(after.version)) return undefined;
  const sql = `SELECT iif(typeof(version) = 'integer', event_data, NULL) FROM events
    WHERE aggregate_id = ? AND version > ? AND version <= ? ORDER BY version`;
  const found = db.pluck(sql, aggregateId, after.version, after.version + limit);
  if (found.length < limit || !found.every(isText)) return undefined;
  return found.map((text, index) => new RecordedEvent(new LeanRow(text, after.version + index + 1, ONLY_ROW)));
}

/** What `readLean` selects. */
export function leanColumns(fields: ReadonlySet<keyof Event>): string {
  const types = ['event_type', 'aggregate_type'].filter((name) => fields.has(name as keyof Event));
  return ['event_data', 'version', 'events.rowid AS tie', ...types].join(', ');
}

interface FoundLean {
  readonly event_data: unknown;
  readonly version: unknown;
  readonly tie: number;
  readonly event_type?: unknown;
  readonly aggregate_type?: unknown;
}

/** The events of a statement that selects `leanColumns`; undefined when a row is odd and should be read in full. */
export function readLean(db: SqliteDatabase, sql: string, ...params: unknown[]): RecordedEvent[] | undefined {
  const events: RecordedEvent[] = [];
  for (const found of db.all<FoundLean>(sql, ...params)) {
    const { event_data, version, tie, event_type, aggregate_type } = found;
    if (!isText(event_data) || !Number.isSafeInteger(version)) return undefined;
    if (!isTextOrMissing(event_type) || !isTextOrMissing(aggregate_type)) return undefined;
    events.push(new RecordedEvent(new LeanRow(event_data, version as number, tie, event_type, aggregate_type)));
  }
  return events;
}

function isText(found: unknown): found is string {
  return typeof found === 'string';
}

function isTextOrMissing(found: unknown): found is string | undefined {
  return found === undefined || typeof found === 'string';
}
