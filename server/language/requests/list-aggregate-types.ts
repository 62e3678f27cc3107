import { matchesGlob } from '../../domain/event-types.ts';
import { toIdPattern } from '../browsing/id-pattern.ts';
import { walkIds } from '../browsing/walk-ids.ts';
import type { Handler } from '../handler.ts';

/** No more ids are looked at to find out which types have any that are wanted. */
const MOST_LOOKED_AT = 5_000;

/** The aggregate types of a store. */
export const listAggregateTypes: Handler<'listAggregateTypes'> = async (
  stores,
  { store: address, types: glob = '*', ids },
  { signal },
) => {
  const store = await stores.get(address);
  const types = (await store.listAggregateTypes()).filter((type) => matchesGlob(glob, type));
  const pattern = toIdPattern(ids);
  if (pattern.prefix === '' && pattern.contains === '') return types;
  const bounds = { prefix: pattern.prefix, after: undefined, limit: MOST_LOOKED_AT, most: MOST_LOOKED_AT };
  const { found, end } = await walkIds({ store, ids: pattern, signal }, bounds);
  if (end !== 'end') return types;
  const having = new Set(found.flatMap(({ aggregate_types }) => aggregate_types));
  return types.filter((type) => having.has(type));
};
