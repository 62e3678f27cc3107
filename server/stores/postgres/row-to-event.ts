import { messageOf } from '../../domain/errors.ts';
import { type EventRow, RecordedEvent } from '../../domain/event.ts';
import { normaliseTimestamp } from '../../domain/timestamp.ts';
import { fromStoredJson } from './not-json.ts';

/** A row as the server tells it: every value as text. */
export interface FoundRow {
  readonly event_id: string | null;
  readonly aggregate_id: string | null;
  readonly aggregate_type: string | null;
  readonly event_type: string | null;
  readonly event_data: string | null;
  readonly timestamp: string | null;
  readonly version: string | null;
  readonly correlation_id: string | null;
  readonly causation_id: string | null;
  readonly user_id: string | null;
  readonly service_name: string | null;
  readonly metadata: string | null;
  readonly tie: string;
}

export function toRecordedEvent(found: FoundRow): RecordedEvent {
  const problems: string[] = [];
  const version = readVersion(found.version, problems);
  const row: EventRow = {
    event_id: required(found.event_id, 'event_id', problems),
    aggregate_id: required(found.aggregate_id, 'aggregate_id', problems),
    aggregate_type: required(found.aggregate_type, 'aggregate_type', problems),
    event_type: required(found.event_type, 'event_type', problems),
    event_data_text: fromStoredJson(required(found.event_data, 'event_data', problems)),
    timestamp: readTimestamp(found.timestamp, problems),
    version,
    correlation_id: found.correlation_id,
    causation_id: found.causation_id,
    user_id: found.user_id,
    service_name: found.service_name,
    metadata_text: fromStoredJson(found.metadata ?? '{}'),
    key: { version, tie: found.tie },
  };
  return new RecordedEvent(problems.length === 0 ? row : { ...row, problem: problems.join('; ') });
}

function required(found: string | null, column: string, problems: string[]): string {
  if (found === null) problems.push(`${column} is NULL`);
  return found ?? '';
}

function readVersion(found: string | null, problems: string[]): number {
  const version = found === null ? 0 : Number(found);
  if (found !== null && Number.isSafeInteger(version)) return version;
  problems.push(`version is ${found ?? 'NULL'}, not an integer below 2^53`);
  return Number.isFinite(version) ? version : 0;
}

function readTimestamp(found: string | null, problems: string[]): string {
  try {
    if (found !== null) return toNormalForm(found);
    problems.push('timestamp is NULL');
  } catch (error) {
    problems.push(`timestamp: ${messageOf(error)}`);
  }
  return found ?? 'NULL';
}

/** `2025-09-19 05:26:56.0064+00`, as the server writes a time in UTC, of either type. Throws `bad-timestamp`. */
export function toNormalForm(found: string): string {
  const plain = found.endsWith('+00') ? found.slice(0, -3) : found;
  if (plain.length === 26) return `${plain.slice(0, 10)}T${plain.slice(11)}Z`;
  if (plain.length > 26 || plain.length < 19 || plain.endsWith('BC')) return normaliseTimestamp(plain);
  return `${plain.slice(0, 10)}T${plain.slice(11, 19)}.${plain.slice(20).padEnd(6, '0')}Z`;
}

/** A time; empty when it cannot be read. */
export function eventTime(found: string): string {
  try {
    return toNormalForm(found);
  } catch {
    return '';
  }
}
