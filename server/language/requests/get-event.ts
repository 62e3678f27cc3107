import { prettyJson } from '../../domain/pretty-json.ts';
import { describeEvent } from '../describe-event.ts';
import type { Handler } from '../handler.ts';
import { noSuchWindow } from '../no-such-window.ts';

/** The n-th event of a stream: its JSON, its payload, its description and its correlation. */
export const getEvent: Handler<'getEvent'> = async (stores, { store: address, aggregateId, position }) => {
  const store = await stores.get(address);
  const event = await store.getEventAt(aggregateId, position);
  if (!event) throw await noSuchWindow(store, aggregateId, position);
  return {
    json: prettyJson(event.toJsonText()),
    payload: prettyJson(event.row.event_data_text),
    markdown: describeEvent(event, position),
    // An empty text is how some stores write that there is none.
    correlationId: event.row.correlation_id || null,
  };
};
