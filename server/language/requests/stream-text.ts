import { toStreamText } from '../../domain/stream-text.ts';
import { WINDOW_SIZE } from '../../protocol/stream-address.ts';
import { readWindow } from '../../replay/read-window.ts';
import type { Handler } from '../handler.ts';
import { noSuchWindow } from '../no-such-window.ts';

/** The text of one window of a stream. */
export const streamText: Handler<'streamText'> = async (stores, { store: address, aggregateId, firstPosition }) => {
  const store = await stores.get(address);
  const events = await readWindow(store, aggregateId, firstPosition, WINDOW_SIZE);
  if (events.length === 0) throw await noSuchWindow(store, aggregateId, firstPosition);
  return { text: toStreamText(events) };
};
