import type { Handler } from '../handler.ts';

/** Opens a store as a person named it. */
export const openStore: Handler<'openStore'> = async (stores, { uri, baseFolder }) => {
  const { address, remarks } = await stores.open(uri, baseFolder);
  return { address, remarks: [...remarks] };
};
