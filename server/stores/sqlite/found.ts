import type { RecordedEvent } from '../../domain/event.ts';
import type { QueryPlace } from '../query-cursor.ts';
import { eventTime } from './event-time.ts';
import { type FoundRow, toRecordedEvent } from './row-to-event.ts';

/** An event that a query found, and its place in the order of time. */
export interface Found {
  readonly event: RecordedEvent;
  readonly place: QueryPlace;
}

export function toFound(row: FoundRow): Found {
  const event = toRecordedEvent(row);
  // A row without a problem has its time in normal form already.
  const time = event.row.problem === undefined ? event.timestamp : eventTime(row.timestamp);
  return { event, place: { time, stored: String(row.timestamp), tie: row.tie } };
}
