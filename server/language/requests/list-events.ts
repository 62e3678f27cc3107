import { bareType, qualifiedType } from '../../domain/event-types.ts';
import { readWindow } from '../../replay/read-window.ts';
import type { Handler } from '../handler.ts';

/** One page of a stream; one event more is read than asked for, to know whether there are more. */
export const listEvents: Handler<'listEvents'> = async (stores, { store, aggregateId, firstPosition, limit }) => {
  const found = await readWindow(await stores.get(store), aggregateId, firstPosition, limit + 1);
  const events = found.slice(0, limit).map((event, index) => ({
    eventId: event.event_id,
    position: firstPosition + index,
    version: event.version,
    qualifiedType: qualifiedType(event),
    bareType: bareType(event),
    timestamp: event.timestamp,
    malformed: event.malformed ?? null,
  }));
  return { events, more: found.length > limit };
};
