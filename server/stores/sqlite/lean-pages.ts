import { type Event, RecordedEvent } from '../../domain/event.ts';
import { isLean, LeanRow } from '../lean-row.ts';
import type { SqliteDatabase } from './database.ts';

/** Comes after every row of its version, of which there is one. */
const ONLY_ROW = Number.MAX_SAFE_INTEGER;

/**
 * The payloads of a range of versions, without the versions. What stands under a version that is no integer is NULL.
 * Parameters: the aggregate, the version before the first, the last version.
 */
export const PAYLOADS = `SELECT iif(typeof(version) = 'integer', event_data, NULL) FROM events
    WHERE aggregate_id = ? AND version > ? AND version <= ? ORDER BY version`;

/**
 * The events after a version, of a stream whose versions are unique, by what `PAYLOADS` found of the next `limit`: so
 * many integer versions in a range that is no wider are exactly that range. Undefined where the stream ends or has a gap.
 */
export function toPayloadPage(found: readonly unknown[], after: number, limit: number): RecordedEvent[] | undefined {
  if (found.length < limit || !found.every(isText)) return undefined;
  return found.map((text, index) => new RecordedEvent(new LeanRow(text, after + index + 1, ONLY_ROW)));
}

/** Can these fields be read as payloads alone? */
export function arePayloads(fields: ReadonlySet<keyof Event> | undefined): boolean {
  return isLean(fields) && !fields.has('event_type') && !fields.has('aggregate_type');
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
