import { DomainError } from '../../domain/errors.ts';
import type { Handler } from '../handler.ts';

/** Where an event stands in its stream. */
export const locateEvent: Handler<'locateEvent'> = async (stores, { store: address, eventId }) => {
  const store = await stores.get(address);
  const event = await store.getEvent(eventId);
  if (!event) throw new DomainError('event-not-found', `The store ${address} has no event '${eventId}' any more.`);
  return {
    aggregateId: event.aggregate_id,
    position: await store.getPosition(event.aggregate_id, event.key),
  };
};
