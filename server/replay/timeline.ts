import type { RecordedEvent } from '../domain/event.ts';
import type { ReplaySession } from './replay-session.ts';

/** One event that a replay passed, with the reference's keys. */
export interface TimelineEntry {
  readonly event_id: string;
  readonly event_type: string;
  readonly version: number;
  readonly timestamp: string;
  readonly breakpoint_hit: boolean;
}

const PAGE = 500;

/**
 * The events that a session passed, oldest first. It is derived from the range that was walked and the hits, and read
 * from the store page by page, so that a session's memory does not grow with its stream.
 */
export async function* timeline(session: ReplaySession): AsyncGenerator<TimelineEntry> {
  const { first, last, hits } = session.walked;
  const { store, aggregateId } = session;
  let position = first;
  let event = position <= last ? await store.getEventAt(aggregateId, position) : undefined;
  if (event) yield toEntry(event, hits.has(position));
  while (event && position < last) {
    const limit = Math.min(PAGE, last - position);
    const page: readonly RecordedEvent[] = await store.readStream(aggregateId, { after: event.key, limit });
    for (event of page) yield toEntry(event, hits.has(++position));
    if (page.length < limit) return;
  }
}

/** How many entries the timeline has. */
export function timelineLength({ walked: { first, last } }: ReplaySession): number {
  return Math.max(0, last - first + 1);
}

function toEntry(event: RecordedEvent, breakpoint_hit: boolean): TimelineEntry {
  const { event_id, event_type, version, timestamp } = event;
  return { event_id, event_type, version, timestamp, breakpoint_hit };
}
