import type { RecordedEvent } from '../domain/event.ts';
import type { EventStore } from '../domain/event-store.ts';
import { bareType, qualifiedType } from '../domain/event-types.ts';
import type { PlacedEvent } from '../protocol/causation-requests.ts';
import type { EventItem } from '../protocol/tree-items.ts';

/** What lists show of the event at a position. */
export function toEventItem(event: RecordedEvent, position: number): EventItem {
  return {
    eventId: event.event_id,
    position,
    version: event.version,
    qualifiedType: qualifiedType(event),
    bareType: bareType(event),
    timestamp: event.timestamp,
    malformed: event.malformed ?? null,
  };
}

/** The same for an event of any stream. */
export async function toPlacedEvent(store: EventStore, event: RecordedEvent): Promise<PlacedEvent> {
  const position = await store.getPosition(event.aggregate_id, event.key);
  return { aggregateId: event.aggregate_id, ...toEventItem(event, position) };
}
