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
  const place = { time: eventTime(row.timestamp), stored: String(row.timestamp), tie: row.tie };
  return { event: toRecordedEvent(row), place };
}
