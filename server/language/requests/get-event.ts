import { describeEvent } from '../describe-event.ts';
import type { Handler } from '../handler.ts';
import { noSuchWindow } from '../no-such-window.ts';
import { prettyJson } from '../pretty-json.ts';

/** The n-th event of a stream: its JSON, and its description. */
export const getEvent: Handler<'getEvent'> = async (stores, { store: address, aggregateId, position }) => {
  const store = await stores.get(address);
  const event = await store.getEventAt(aggregateId, position);
  if (!event) throw await noSuchWindow(store, aggregateId, position);
  return { json: prettyJson(event.toJsonText()), markdown: describeEvent(event, position) };
};
