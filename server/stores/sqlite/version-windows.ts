import type { Event, RecordedEvent, StreamKey } from '../../domain/event.ts';
import type { SearchStep } from '../../domain/event-store.ts';
import type { EventFilter } from '../../domain/filter.ts';
import { type LookedThrough, lookThrough } from '../look-through.ts';
import type { Conditions } from './conditions.ts';
import type { SqliteDatabase } from './database.ts';
import { arePayloads, isText, PAYLOAD, toPayloadEvent, versionsAfter, versionsBefore } from './lean-pages.ts';
import { type FoundRow, toRecordedEvent } from './row-to-event.ts';
import { BATCH, rangeSql, type Way } from './search-windows.ts';

/** Of a stream that has all versions from 1 on: from a version, exclusive, to another, inclusive, in either direction. */
export interface VersionWindow {
  readonly way: Way;
  readonly begin: number;
  readonly end: number;
}

/** How windows are looked through, on this thread or on that which reads; undefined where one must look some other way. */
export interface WindowSearch {
  here(window: VersionWindow): SearchStep | undefined;
  there(window: VersionWindow): Promise<SearchStep | undefined>;
}

/** Where SQL narrows down what is to be tested. */
export function narrowed(
  db: SqliteDatabase,
  aggregateId: string,
  wanted: Conditions,
  test: (event: RecordedEvent) => boolean,
): WindowSearch {
  const statement = ({ way, begin, end }: VersionWindow) =>
    rangeSql(db.columns, aggregateId, way, [keyOf(way, begin), keyOf(way, end)], BATCH, wanted);
  const toStep = ({ way, end }: VersionWindow, rows: readonly unknown[]): SearchStep | undefined => {
    const event = rows.map((row) => toRecordedEvent(row as FoundRow)).find(test);
    if (event) return { kind: 'found', event, position: event.version };
    return rows.length === BATCH ? undefined : { kind: 'passed', key: keyOf(way, end) };
  };
  return {
    here: (window) => {
      const { sql, params } = statement(window);
      return toStep(window, db.all(sql, ...params));
    },
    there: async (window) => {
      const { sql, params } = statement(window);
      const rows = await db.reader.all(sql, params);
      return rows && toStep(window, rows);
    },
  };
}

/** Where every event is to be tested: the thread that reads it does so as well. */
export function tested(
  db: SqliteDatabase,
  aggregateId: string,
  filters: readonly EventFilter[],
  reads: ReadonlySet<keyof Event>,
  test: (event: RecordedEvent) => boolean,
): WindowSearch {
  const isPlucked = arePayloads(reads);
  const columns = isPlucked ? PAYLOAD : db.columns;
  const sql = { next: versionsAfter(columns), previous: versionsBefore(columns) };
  const statement = ({ way, begin, end }: VersionWindow) => ({ sql: sql[way], params: [aggregateId, begin, end] });
  const eventAt = `SELECT ${db.columns} FROM events WHERE aggregate_id = ? AND version = ?`;
  const toStep = ({ way, begin }: VersionWindow, { passed, found }: LookedThrough): SearchStep | undefined => {
    const sign = way === 'next' ? 1 : -1;
    if (found === undefined) return { kind: 'passed', key: keyOf(way, begin + sign * passed) };
    const position = begin + sign * (found + 1);
    const [event] = db.events(eventAt, aggregateId, position);
    return event && { kind: 'found', event, position };
  };
  return {
    here: (window) => {
      const { sql, params } = statement(window);
      const rows = isPlucked ? db.pluck(sql, ...params) : db.all(sql, ...params);
      const looked = lookThroughWindow(rows, { ...window, isPlucked }, test);
      return looked && toStep(window, looked);
    },
    there: async (window) => {
      const { sql, params } = statement(window);
      const looked = await db.reader.lookThrough({ sql, params, filters, window: { ...window, isPlucked } });
      return looked && db.run(() => toStep(window, looked));
    },
  };
}

/** Looks through the rows of a window; undefined when they are not all of its versions, or one is odd. */
export function lookThroughWindow(
  rows: readonly unknown[],
  { way, begin, end, isPlucked }: VersionWindow & { readonly isPlucked: boolean },
  test: (event: RecordedEvent) => boolean,
): LookedThrough | undefined {
  if (rows.length !== Math.abs(end - begin)) return undefined;
  if (!isPlucked) return lookThrough(rows as readonly FoundRow[], toRecordedEvent, test);
  if (!rows.every(isText)) return undefined;
  const sign = way === 'next' ? 1 : -1;
  return lookThrough(rows, (text, index) => toPayloadEvent(text, begin + sign * (index + 1)), test);
}

/** Comes after, or before, whatever row has the version: there is only one. */
function keyOf(way: Way, version: number): StreamKey {
  return { version, tie: way === 'next' ? Number.MAX_SAFE_INTEGER : Number.MIN_SAFE_INTEGER };
}
