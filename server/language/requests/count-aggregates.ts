import { toIdPattern } from '../browsing/id-pattern.ts';
import { walkIds } from '../browsing/walk-ids.ts';
import type { Handler } from '../handler.ts';

/** Counting looks at no more ids than this. */
const MOST_LOOKED_AT = 5_000;

/**
 * Counts the aggregates of a type, as far as that is cheap. Where it is not, their number follows from how many events the
 * type has, and how many its first aggregates have each; of those with certain ids no more is known than were seen.
 */
export const countAggregates: Handler<'countAggregates'> = async (
  stores,
  { store: address, aggregateType, ids: text },
  { signal },
) => {
  const store = await stores.get(address);
  const ids = toIdPattern(text);
  const bounds = { prefix: ids.prefix, after: undefined, limit: MOST_LOOKED_AT, most: MOST_LOOKED_AT };
  const { found, end } = await walkIds({ store, aggregateType, ids, signal }, bounds);
  if (end === 'end') return { count: found.length, kind: 'exact' };
  const isAll = ids.isExact && ids.prefix === '' && ids.contains === '';
  const seen = found.reduce((sum, { event_count }) => sum + event_count, 0);
  if (!isAll || seen === 0) return { count: found.length, kind: 'at-least' };
  const events = await store.countEvents({ aggregate_type: aggregateType });
  const estimated = Math.max(found.length, Math.round((events * found.length) / seen));
  return { count: rounded(estimated), kind: 'estimate' };
};

/** To two digits: more would look as if they were known. */
function rounded(count: number): number {
  return Number(count.toPrecision(2));
}
