import type { Handler } from '../handler.ts';

/** One page of aggregates; one more is read than asked for, to know whether there are more. */
export const listAggregates: Handler<'listAggregates'> = async (stores, { store, limit, ...wanted }) => {
  const found = await (await stores.get(store)).listAggregates({ ...wanted, limit: limit + 1 });
  const aggregates = found.slice(0, limit).map((summary) => ({
    aggregateId: summary.aggregate_id,
    aggregateTypes: [...summary.aggregate_types],
    eventCount: summary.event_count,
    lastTimestamp: summary.last_timestamp,
  }));
  return { aggregates, more: found.length > limit };
};
