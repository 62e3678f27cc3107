import { readWindow } from '../../replay/read-window.ts';
import type { Handler } from '../handler.ts';
import { noSuchWindow } from '../no-such-window.ts';

/** More would not be pasted anywhere, and has to pass through the clipboard. */
const MOST_COPIED = 10_000;

/** The first events of a stream as a JSON array, one event per line. */
export const streamJson: Handler<'streamJson'> = async (stores, { store: address, aggregateId }) => {
  const store = await stores.get(address);
  const events = await readWindow(store, aggregateId, 1, MOST_COPIED);
  if (events.length === 0) throw await noSuchWindow(store, aggregateId, 1);
  const json = `[\n${events.map((event) => `  ${event.toJsonText()}`).join(',\n')}\n]`;
  return { json, copied: events.length, total: await store.countStream(aggregateId) };
};
