import type { Handler } from '../handler.ts';

/** Counting stops here: a store can hold millions of aggregates, and the first page must not wait for them. */
const MOST_COUNTED = 100;

/** The aggregate types of a store; with `contains`, those that have an aggregate whose id contains it. */
export const listAggregateTypes: Handler<'listAggregateTypes'> = async (stores, { store: address, contains }) => {
  const store = await stores.get(address);
  const types = await store.listAggregateTypes();
  const counted = await Promise.all(
    types.map(async (aggregateType) => {
      const found = await store.listAggregates({ aggregateType, contains, limit: MOST_COUNTED + 1 });
      const aggregates = Math.min(found.length, MOST_COUNTED);
      return { aggregateType, aggregates, more: found.length > MOST_COUNTED };
    }),
  );
  return counted.filter(({ aggregates }) => aggregates > 0);
};
