import type { Handler } from '../handler.ts';
import { toPlacedEvent } from '../to-event-item.ts';

/** The events that an event caused; one more is read than asked for, to know whether there are more. */
export const eventEffects: Handler<'eventEffects'> = async (stores, { store: address, eventId, limit }) => {
  const store = await stores.get(address);
  const found = await store.findCaused(eventId, limit + 1);
  const effects = await Promise.all(found.slice(0, limit).map((event) => toPlacedEvent(store, event)));
  return { effects, more: found.length > limit };
};
