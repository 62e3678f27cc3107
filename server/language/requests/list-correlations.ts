import type { Handler } from '../handler.ts';

/** Correlations that are older than so many events are not found: a list of all would read the whole store. */
const MOST_LOOKED_AT = 1_000;

/** The correlations that newest events belong to, each once. */
export const listCorrelations: Handler<'listCorrelations'> = async (stores, { store, startsWith, limit }) => {
  const { events } = await (await stores.get(store)).queryEvents({}, { limit: MOST_LOOKED_AT });
  const ids = new Set<string>();
  for (const { correlation_id: id } of events) if (id?.startsWith(startsWith)) ids.add(id);
  return { correlationIds: [...ids].slice(0, limit) };
};
