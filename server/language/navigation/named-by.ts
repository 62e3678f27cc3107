import type { EventStore } from '../../domain/event-store.ts';
import { type FoundEvent, place } from './found-event.ts';

/**
 * What an id names in a store: an event, or the first event of an aggregate or of a correlation. Undefined when nothing
 * is known under it.
 */
export async function namedBy(store: EventStore, id: string): Promise<FoundEvent | undefined> {
  const event =
    (await store.getEvent(id)) ??
    (await store.getEventAt(id, 1)) ??
    (await store.queryEvents({ correlation_id: id }, { limit: 1, order: 'oldest-first' })).events[0];
  return event && place(store, event);
}
