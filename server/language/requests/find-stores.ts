import type { Handler } from '../handler.ts';

/** The files that hold events, in the order in which they were named. */
export const findStores: Handler<'findStores'> = async ({ lookup }, { files }) => {
  const found: string[] = [];
  // One after the other: each look may block for a moment.
  for (const file of files) if (await lookup.holdsEvents(file)) found.push(file);
  return { files: found };
};
