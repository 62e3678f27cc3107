import { WINDOW_SIZE } from '../../protocol/stream-address.ts';
import type { Handler } from '../handler.ts';
import { noSuchWindow } from '../no-such-window.ts';

/** How long a window of a stream is, and the time of its last event. */
export const streamStat: Handler<'streamStat'> = async (stores, { store: address, aggregateId, firstPosition }) => {
  const store = await stores.get(address);
  const lines = Math.min(WINDOW_SIZE, (await store.countStream(aggregateId)) - firstPosition + 1);
  const last = lines > 0 ? await store.getEventAt(aggregateId, firstPosition + lines - 1) : undefined;
  if (!last) throw await noSuchWindow(store, aggregateId, firstPosition);
  return { lines, lastTimestamp: last.timestamp };
};
