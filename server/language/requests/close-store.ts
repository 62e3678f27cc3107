import type { Handler } from '../handler.ts';

/** Closes a store, whether it was open or not. */
export const closeStore: Handler<'closeStore'> = async (stores, { store }) => {
  await stores.close(store);
  return null;
};
