import type { RecordedEvent } from '../../domain/event.ts';
import type { QueryOptions, QueryPage } from '../../domain/event-store.ts';
import { checkLimit, checkOffset } from '../bounds.ts';
import type { Criteria } from '../criteria.ts';
import { comparePlaces, type QueryPlace, readCursor, toCursor } from '../query-cursor.ts';
import { readPlace } from '../read-all-cursor.ts';

export function queryLog(events: readonly RecordedEvent[], criteria: Criteria, options: QueryOptions): QueryPage {
  const { order = 'newest-first' } = options;
  options.signal?.throwIfAborted();
  const limit = checkLimit(options.limit ?? 100);
  const offset = checkOffset(options.offset ?? 0);
  const direction = order === 'newest-first' ? -1 : 1;
  const after = options.cursor === undefined ? undefined : readCursor(options.cursor, order);
  const found = events
    .filter((event) => criteria.test(event))
    .filter((event) => !after || direction * comparePlaces(placeOf(event), after) > 0)
    .sort((a, b) => direction * comparePlaces(placeOf(a), placeOf(b)));
  const page = found.slice(offset, offset + limit);
  const next = found.length > offset + limit ? toCursor(order, placeOf(page.at(-1)!)) : undefined;
  return { events: page, next };
}

/** A page in the order of appending; the cursor is the number of events before it. */
export function readLog(events: readonly RecordedEvent[], limit = 1_000, cursor?: string): QueryPage {
  const start = cursor === undefined ? 0 : readPlace(cursor);
  const end = start + checkLimit(limit);
  return { events: events.slice(start, end), next: end < events.length ? String(end) : undefined };
}

/** Times here are always in normal form: `validateEvent` let no other in. */
function placeOf({ timestamp, key }: RecordedEvent): QueryPlace {
  return { time: timestamp, stored: timestamp, tie: Number(key.tie) };
}
