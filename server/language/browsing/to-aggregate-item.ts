import type { AggregateSummary } from '../../domain/event-store.ts';
import type { AggregateItem } from '../../protocol/tree-items.ts';

export function toAggregateItem(summary: AggregateSummary): AggregateItem {
  return {
    aggregateId: summary.aggregate_id,
    aggregateTypes: [...summary.aggregate_types],
    eventCount: summary.event_count,
    lastTimestamp: summary.last_timestamp,
  };
}
