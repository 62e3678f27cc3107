import { takeSnapshot as take } from '../../snapshots/take-snapshot.ts';
import type { Handler } from '../handler.ts';

/** Takes a snapshot. The store is opened for writing, and only as long as that takes. */
export const takeSnapshot: Handler<'takeSnapshot'> = async (stores, { store, aggregateId, version }) => {
  const snapshot = await stores.write(store, (writable) => take(writable, aggregateId, { version }));
  return { version: snapshot.version };
};
