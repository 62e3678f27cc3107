import { FALSE, type Sql, sql } from './sql.ts';
import type { TableShape } from './table-shape.ts';

const TEXTS = ['text', 'varchar'];
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const OPTIONAL = ['correlation_id', 'causation_id', 'user_id', 'service_name'];

/** The columns to select for `toRecordedEvent`, in the order of `FoundRow`; what the table lacks is NULL. */
export function eventColumns(shape: TableShape): string {
  return [
    'event_id, aggregate_id, aggregate_type, event_type, event_data, timestamp, version',
    ...OPTIONAL.map((name) => (shape.columns.has(name) ? name : `NULL AS ${name}`)),
    `${shape.metadataColumn ?? 'NULL'} AS metadata`,
    `${tieOf(shape)} AS tie`,
  ].join(', ');
}

/** A column as text, whatever its type: UUIDs and enumerations compare with none. NULL for one that is not there. */
export function textOf(shape: TableShape, name: string): string {
  const column = shape.columns.get(name);
  if (!column) return 'NULL::text';
  return TEXTS.includes(column.type) ? name : `${name}::text`;
}

/** A column equals a text, in a way that an index can serve. */
export function equals(shape: TableShape, name: string, value: string): Sql {
  const column = shape.columns.get(name);
  // The server takes no text with a NUL, so none is stored.
  if (!column || value.includes('\0')) return FALSE;
  if (column.type !== 'uuid') return sql(`${textOf(shape, name)} = $?`, value);
  return UUID.test(value) ? sql(`${name} = $?`, value) : FALSE;
}

/** Does the column give this value back letter by letter? A UUID comes back in its own spelling. */
export function keepsSpelling(shape: TableShape, name: string, value: string): boolean {
  return textOf(shape, name) === name || (shape.columns.get(name)?.type === 'uuid' && UUID.test(value));
}

/** What orders rows of one version or one instant. */
export function tieOf(shape: TableShape): string {
  const isNumber = ['int2', 'int4', 'int8'].includes(shape.columns.get(shape.tieColumn)!.type);
  return isNumber ? shape.tieColumn : textOf(shape, shape.tieColumn);
}

/** The number by which a stream is ordered. */
export function versionOf(shape: TableShape): string {
  return shape.columns.get('version')!.isNullable ? 'coalesce(version, 0)' : 'version';
}

/** The time by which events are ordered. A NULL, which no index puts there, counts as before all others. */
export function timeOf(hasNulls: boolean): string {
  return hasNulls ? `coalesce(timestamp, '-infinity')` : 'timestamp';
}

/** A time in normal form as a value that compares with the column. */
export function timeValue(shape: TableShape, time: string): Sql {
  return sql(`$?::${shape.columns.get('timestamp')!.type}`, time);
}
