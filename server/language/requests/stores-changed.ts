import type { Handler } from '../handler.ts';

/** The Stores view has changed: queries that name its stores are looked at again. */
export const storesChanged: Handler<'storesChanged'> = async (_stores, _params, { known }) => {
  known.changed();
  return null;
};
