import { causesOf } from '../../replay/causes-of.ts';
import { Pace } from '../../replay/pace.ts';
import type { Handler } from '../handler.ts';
import { noSuchWindow } from '../no-such-window.ts';
import { toPlacedEvent } from '../to-event-item.ts';

/** The n-th event of a stream, and what led to it. */
export const eventCauses: Handler<'eventCauses'> = async (
  stores,
  { store: address, aggregateId, position, limit },
  { signal },
) => {
  const store = await stores.get(address);
  const event = await store.getEventAt(aggregateId, position);
  if (!event) throw await noSuchWindow(store, aggregateId, position);
  const { causes, end, next } = await causesOf(store, event, { pace: new Pace(undefined, signal), most: limit });
  return {
    event: await toPlacedEvent(store, event),
    causes: await Promise.all(causes.map((cause) => toPlacedEvent(store, cause))),
    end,
    next,
  };
};
