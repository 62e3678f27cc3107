import type { Event } from '../../../../server/domain/event.ts';
import type { EventStore } from '../../../../server/domain/event-store.ts';

export type OpenEmptyStore = () => Promise<EventStore>;

/** Opens a store for one test, with these events in it, and closes it whatever happens. */
export function withStore(
  open: OpenEmptyStore,
  test: (store: EventStore) => Promise<void>,
  events: readonly Event[] = [],
): () => Promise<void> {
  return async () => {
    const store = await open();
    try {
      await store.saveEvents(events);
      await test(store);
    } finally {
      await store.close();
    }
  };
}

export function versions(events: readonly Event[]): number[] {
  return events.map((event) => event.version);
}
