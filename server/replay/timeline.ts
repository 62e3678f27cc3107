import type { RecordedEvent } from '../domain/event.ts';
import type { EventLog } from './event-log.ts';
import type { ReplaySession } from './replay-session.ts';

/** One event that a replay passed, with the reference's keys. */
export interface TimelineEntry {
  readonly event_id: string;
  readonly event_type: string;
  readonly version: number;
  readonly timestamp: string;
  readonly breakpoint_hit: boolean;
}

/**
 * The events that a session passed, oldest first. It is derived from the range that was walked and the hits, and read
 * from the store page by page, so that a session's memory does not grow with its stream. So many entries are left out
 * at its beginning.
 */
export async function* timeline(session: ReplaySession, leftOut = 0): AsyncGenerator<TimelineEntry> {
  const { first, last, hits } = session.walked;
  const { log } = session;
  let position = first - 1 + leftOut;
  let key = position > 0 ? (await eventAt(log, position))?.key : undefined;
  while (position < last) {
    const page = await log.read(position, key);
    for (const event of page.slice(0, last - position)) yield toEntry(event, hits.has(++position));
    if (page.length === 0) return;
    key = page.at(-1)!.key;
  }
}

async function eventAt(log: EventLog, position: number): Promise<RecordedEvent | undefined> {
  const place = await log.placeAt(position);
  return place && log.store.getEventAt(place.aggregateId, place.position);
}

/** How many entries the timeline has. */
export function timelineLength({ walked: { first, last } }: ReplaySession): number {
  return Math.max(0, last - first + 1);
}

function toEntry(event: RecordedEvent, breakpoint_hit: boolean): TimelineEntry {
  const { event_id, event_type, version, timestamp } = event;
  return { event_id, event_type, version, timestamp, breakpoint_hit };
}
