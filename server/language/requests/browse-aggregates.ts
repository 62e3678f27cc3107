import { browseByCount } from '../browsing/browse-by-count.ts';
import { browseById } from '../browsing/browse-by-id.ts';
import { browseByTime, browseMatching } from '../browsing/browse-events.ts';
import { toIdPattern } from '../browsing/id-pattern.ts';
import { toAggregateItem } from '../browsing/to-aggregate-item.ts';
import type { Handler } from '../handler.ts';

const BROWSE = { id: browseById, time: browseByTime, count: browseByCount };

/** One page of the aggregates of a type, in the order that was asked for. */
export const browseAggregates: Handler<'browseAggregates'> = async (
  stores,
  { store: address, aggregateType, ids, where, order, cursor, limit },
  { signal },
) => {
  const store = await stores.get(address);
  const browsing = { store, aggregateType, ids: toIdPattern(ids), cursor, limit, signal };
  const page = await (where === undefined ? BROWSE[order](browsing) : browseMatching(browsing, where));
  return { ...page, aggregates: page.aggregates.map(toAggregateItem) };
};
