import type { Handler } from '../handler.ts';

/** Reads a URI as opening would, and opens nothing. */
export const nameStore: Handler<'nameStore'> = async ({ lookup }, { uri, baseFolder }) =>
  lookup.nameStore(uri, baseFolder);
