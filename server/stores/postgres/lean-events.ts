import { type Event, RecordedEvent } from '../../domain/event.ts';
import { LEAN_COLUMNS, LeanRow } from '../lean-row.ts';
import { tieOf, versionOf } from './columns.ts';
import { fromStoredJson } from './not-json.ts';
import { eventTime } from './row-to-event.ts';
import type { TableShape } from './table-shape.ts';

/** The columns to select for `toLeanEvents`. Where versions are unique, nothing else tells rows apart. */
export function leanColumns(shape: TableShape, fields: ReadonlySet<keyof Event>): string {
  const tie = shape.streamIndex === 'unique' ? "''" : tieOf(shape);
  return ['event_data', `${versionOf(shape)} AS version`, `${tie} AS tie`, ...wantedOf(fields)].join(', ');
}

/** What `leanColumns` select of a row; the texts at the end are those of the columns that are wanted. */
export type FoundLean = readonly [
  event_data: string | null,
  version: string,
  tie: string,
  ...wanted: (string | null)[],
];

/** Undefined when a row is odd and should be read in full. */
export function toLeanEvents(
  rows: readonly FoundLean[],
  fields: ReadonlySet<keyof Event>,
): RecordedEvent[] | undefined {
  const wanted = wantedOf(fields);
  const [typeAt, aggregateTypeAt, timeAt] = LEAN_COLUMNS.map((name) => {
    return fields.has(name) ? FIRST_WANTED + wanted.indexOf(name) : FIRST_WANTED + wanted.length;
  }) as [number, number, number];
  const events: RecordedEvent[] = [];
  for (const row of rows) {
    const [event_data, version, tie] = row;
    // Undefined behind the end, where it is not wanted.
    const [event_type, aggregate_type, timestamp] = [row[typeAt], row[aggregateTypeAt], row[timeAt]];
    const time = timestamp === undefined ? undefined : eventTime(timestamp ?? '');
    const number = Number(version);
    if (event_data === null || event_type === null || aggregate_type === null || time === '' || number < 1)
      return undefined;
    const lean = new LeanRow(fromStoredJson(event_data), number, tie, event_type, aggregate_type, time);
    events.push(new RecordedEvent(lean));
  }
  return events;
}

const FIRST_WANTED = 3;

function wantedOf(fields: ReadonlySet<keyof Event>): (typeof LEAN_COLUMNS)[number][] {
  return LEAN_COLUMNS.filter((name) => fields.has(name));
}
