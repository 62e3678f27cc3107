import { type Event, RecordedEvent } from '../../domain/event.ts';
import { isLean, LEAN_COLUMNS, LeanRow } from '../lean-row.ts';
import type { SqliteDatabase } from './database.ts';
import { eventTime } from './event-time.ts';
import { OF_STREAM } from './of-stream.ts';

/** Comes after every row of its version, of which there is one. */
const ONLY_ROW = Number.MAX_SAFE_INTEGER;

/** The payload without the version. What stands under a version that is no integer is NULL. */
export const PAYLOAD = "iif(typeof(version) = 'integer', event_data, NULL)";

/** Of a stream, the rows after a version and up to another. Parameters: the aggregate, the two versions. */
export function versionsAfter(columns: string): string {
  return `SELECT ${columns} FROM events WHERE ${OF_STREAM} AND version > ? AND version <= ? ORDER BY version`;
}

/** The same going back: the rows before a version and down to another. */
export function versionsBefore(columns: string): string {
  return `SELECT ${columns} FROM events WHERE ${OF_STREAM} AND version < ? AND version >= ? ORDER BY version DESC`;
}

/** What `PAYLOADS` found, and a 1 for each that is known to lose nothing in JavaScript's own parser. */
export interface Payloads {
  readonly found: readonly unknown[];
  readonly lossless?: Uint8Array | undefined;
}

/** The payloads of a range of versions. */
export const PAYLOADS = versionsAfter(PAYLOAD);

/**
 * The events after a version, of a stream whose versions are unique, by what `PAYLOADS` found of the next `limit`: so
 * many integer versions in a range that is no wider are exactly that range. Undefined where the stream ends or has a gap.
 */
export function toPayloadPage(
  { found, lossless }: Payloads,
  after: number,
  limit: number,
): RecordedEvent[] | undefined {
  if (found.length < limit || !found.every(isText)) return undefined;
  return found.map((text, index) => toPayloadEvent(text, after + index + 1, lossless?.[index] === 1));
}

/** The event of a version of which this is the payload. */
export function toPayloadEvent(text: string, version: number, isLossless = false): RecordedEvent {
  return new RecordedEvent(new LeanRow(text, version, ONLY_ROW, undefined, undefined, undefined, isLossless));
}

/** Can these fields be read as payloads alone? */
export function arePayloads(fields: ReadonlySet<keyof Event> | undefined): boolean {
  return isLean(fields) && !LEAN_COLUMNS.some((name) => fields.has(name));
}

/** What `readLean` selects. */
export function leanColumns(fields: ReadonlySet<keyof Event>): string {
  const wanted = LEAN_COLUMNS.filter((name) => fields.has(name));
  return ['event_data', 'version', 'events.rowid AS tie', ...wanted].join(', ');
}

interface FoundLean {
  readonly event_data: unknown;
  readonly version: unknown;
  readonly tie: number;
  readonly event_type?: unknown;
  readonly aggregate_type?: unknown;
  readonly timestamp?: unknown;
}

/** The events of a statement that selects `leanColumns`; undefined when a row is odd and should be read in full. */
export function readLean(db: SqliteDatabase, sql: string, ...params: unknown[]): RecordedEvent[] | undefined {
  const events: RecordedEvent[] = [];
  for (const found of db.all<FoundLean>(sql, ...params)) {
    const { event_data, version, tie, event_type, aggregate_type, timestamp } = found;
    if (!isText(event_data) || !Number.isSafeInteger(version)) return undefined;
    if (!isTextOrMissing(event_type) || !isTextOrMissing(aggregate_type)) return undefined;
    const time = timestamp === undefined ? undefined : eventTime(timestamp);
    if (time === '') return undefined;
    events.push(new RecordedEvent(new LeanRow(event_data, version as number, tie, event_type, aggregate_type, time)));
  }
  return events;
}

export function isText(found: unknown): found is string {
  return typeof found === 'string';
}

function isTextOrMissing(found: unknown): found is string | undefined {
  return found === undefined || typeof found === 'string';
}
