import type { RecordedEvent } from '../../domain/event.ts';
import type { AggregateSummary } from '../../domain/event-store.ts';

/** What the tree shows of a stream. */
export function summarise(aggregateId: string, stream: readonly RecordedEvent[]): AggregateSummary {
  return {
    aggregate_id: aggregateId,
    aggregate_types: [...new Set(stream.map((event) => event.aggregate_type))],
    event_count: stream.length,
    last_timestamp: stream.at(-1)?.timestamp ?? null,
  };
}
