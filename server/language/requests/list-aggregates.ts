import { toAggregateItem } from '../browsing/to-aggregate-item.ts';
import type { Handler } from '../handler.ts';

/** One page of aggregates; one more is read than asked for, to know whether there are more. */
export const listAggregates: Handler<'listAggregates'> = async (stores, { store, limit, ...wanted }) => {
  const found = await (await stores.get(store)).listAggregates({ ...wanted, limit: limit + 1 });
  return { aggregates: found.slice(0, limit).map(toAggregateItem), more: found.length > limit };
};
