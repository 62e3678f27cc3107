import { messageOf } from '../../domain/errors.ts';
import { type EventRow, RecordedEvent } from '../../domain/event.ts';
import { normaliseTimestamp } from '../../domain/timestamp.ts';
import type { TableShape } from './table-shape.ts';

/** A row as SQLite hands it over. Columns have no types there, so each of these can be anything. */
export interface FoundRow {
  readonly event_id: unknown;
  readonly aggregate_id: unknown;
  readonly aggregate_type: unknown;
  readonly event_type: unknown;
  readonly event_data: unknown;
  readonly timestamp: unknown;
  readonly version: unknown;
  readonly correlation_id: unknown;
  readonly causation_id: unknown;
  readonly user_id: unknown;
  readonly service_name: unknown;
  readonly metadata: unknown;
  readonly tie: number;
}

/** The columns to select for `toRecordedEvent`; what the table lacks is NULL. */
export function eventColumns({ columns, metadataColumn }: TableShape): string {
  const optional = ['correlation_id', 'causation_id', 'user_id', 'service_name'];
  return [
    'event_id, aggregate_id, aggregate_type, event_type, event_data, timestamp, version',
    ...optional.map((name) => (columns.has(name) ? name : `NULL AS ${name}`)),
    `${metadataColumn ?? 'NULL'} AS metadata`,
    'events.rowid AS tie',
  ].join(', ');
}

export function toRecordedEvent(found: FoundRow): RecordedEvent {
  const problems: string[] = [];
  const row: EventRow = {
    event_id: text(found.event_id, 'event_id', problems),
    aggregate_id: text(found.aggregate_id, 'aggregate_id', problems),
    aggregate_type: text(found.aggregate_type, 'aggregate_type', problems),
    event_type: text(found.event_type, 'event_type', problems),
    event_data_text: text(found.event_data, 'event_data', problems),
    timestamp: timestamp(found.timestamp, problems),
    version: version(found.version, problems),
    correlation_id: textOrNull(found.correlation_id, 'correlation_id', problems),
    causation_id: textOrNull(found.causation_id, 'causation_id', problems),
    user_id: textOrNull(found.user_id, 'user_id', problems),
    service_name: textOrNull(found.service_name, 'service_name', problems),
    metadata_text: textOrNull(found.metadata, 'metadata', problems) ?? '{}',
    key: { version: versionNumber(found.version), tie: found.tie },
  };
  return new RecordedEvent(problems.length === 0 ? row : { ...row, problem: problems.join('; ') });
}

/** The number by which a stream is ordered: what is no number counts as 0. */
export function versionNumber(found: unknown): number {
  return typeof found === 'number' ? found : 0;
}

function version(found: unknown, problems: string[]): number {
  if (!Number.isSafeInteger(found)) problems.push(`version is ${shown(found)}, not an integer below 2^53`);
  return versionNumber(found);
}

function timestamp(found: unknown, problems: string[]): string {
  if (typeof found !== 'string' && typeof found !== 'number') {
    problems.push(`timestamp is ${shown(found)}`);
    return shown(found);
  }
  try {
    return normaliseTimestamp(found);
  } catch (error) {
    problems.push(`timestamp: ${messageOf(error)}`);
    return String(found);
  }
}

function text(found: unknown, column: string, problems: string[]): string {
  return textOrNull(found, column, problems) ?? missing(column, problems);
}

function missing(column: string, problems: string[]): string {
  problems.push(`${column} is NULL`);
  return '';
}

/** Numbers as their text, bytes as the UTF-8 they should be. */
function textOrNull(found: unknown, column: string, problems: string[]): string | null {
  if (typeof found === 'string' || found === null) return found;
  if (!(found instanceof Uint8Array)) return String(found);
  try {
    return UTF8.decode(found);
  } catch {
    problems.push(`${column} is a BLOB that is no UTF-8 text`);
    return shown(found);
  }
}

const UTF8 = new TextDecoder('utf-8', { fatal: true });

function shown(found: unknown): string {
  if (found === null) return 'NULL';
  if (found instanceof Uint8Array) return `x'${Buffer.from(found).toString('hex')}'`;
  return typeof found === 'string' ? `'${found}'` : String(found);
}
