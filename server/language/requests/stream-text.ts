import type { Event } from '../../domain/event.ts';
import { toStreamText } from '../../domain/stream-text.ts';
import { WINDOW_SIZE } from '../../protocol/stream-address.ts';
import { Pace } from '../../replay/pace.ts';
import { windowPages } from '../../replay/read-window.ts';
import type { Handler } from '../handler.ts';
import { noSuchWindow } from '../no-such-window.ts';

/** What a line shows of its event. */
const SHOWN: ReadonlySet<keyof Event> = new Set(['version', 'timestamp', 'event_type', 'aggregate_type', 'event_data']);

/** The text of one window of a stream. Page by page: payloads can be long, and only their beginnings are shown. */
export const streamText: Handler<'streamText'> = async (stores, params, { signal }) => {
  const { store: address, aggregateId, firstPosition } = params;
  const store = await stores.get(address);
  const part = { aggregateId, firstPosition, size: WINDOW_SIZE, fields: SHOWN };
  let text = '';
  for await (const page of windowPages(store, part, { pace: new Pace(undefined, signal) })) text += toStreamText(page);
  if (text === '') throw await noSuchWindow(store, aggregateId, firstPosition);
  return { text };
};
