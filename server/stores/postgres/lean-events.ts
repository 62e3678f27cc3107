import { type Event, RecordedEvent } from '../../domain/event.ts';
import { LEAN_COLUMNS, LeanRow } from '../lean-row.ts';
import { tieOf, versionOf } from './columns.ts';
import { fromStoredJson } from './not-json.ts';
import { eventTime } from './row-to-event.ts';
import type { TableShape } from './table-shape.ts';

/** The columns to select for `toLeanEvents`. Where versions are unique, nothing else tells rows apart. */
export function leanColumns(shape: TableShape, fields: ReadonlySet<keyof Event>): string {
  const wanted = LEAN_COLUMNS.filter((name) => fields.has(name));
  const tie = shape.streamIndex === 'unique' ? "''" : tieOf(shape);
  return ['event_data', `${versionOf(shape)} AS version`, `${tie} AS tie`, ...wanted].join(', ');
}

export interface FoundLean {
  readonly event_data: string | null;
  readonly version: string;
  readonly tie: string;
  readonly event_type?: string | null;
  readonly aggregate_type?: string | null;
  readonly timestamp?: string | null;
}

/** Undefined when a row is odd and should be read in full. */
export function toLeanEvents(rows: readonly FoundLean[]): RecordedEvent[] | undefined {
  const events: RecordedEvent[] = [];
  for (const { event_data, version, tie, event_type, aggregate_type, timestamp } of rows) {
    const time = timestamp === undefined ? undefined : eventTime(timestamp ?? '');
    const number = Number(version);
    if (event_data === null || event_type === null || aggregate_type === null || time === '' || number < 1)
      return undefined;
    const row = new LeanRow(fromStoredJson(event_data), number, tie, event_type, aggregate_type, time);
    events.push(new RecordedEvent(row));
  }
  return events;
}
