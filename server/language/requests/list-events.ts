import { readWindow } from '../../replay/read-window.ts';
import type { Handler } from '../handler.ts';
import { toEventItem } from '../to-event-item.ts';

/** One page of a stream; one event more is read than asked for, to know whether there are more. */
export const listEvents: Handler<'listEvents'> = async (stores, { store, aggregateId, firstPosition, limit }) => {
  const found = await readWindow(await stores.get(store), aggregateId, firstPosition, limit + 1);
  const events = found.slice(0, limit).map((event, index) => toEventItem(event, firstPosition + index));
  return { events, more: found.length > limit };
};
