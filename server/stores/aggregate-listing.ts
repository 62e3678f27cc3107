import type { EventStore } from '../domain/event-store.ts';
import { checkLimit } from './bounds.ts';

/** Which aggregates a page has; `contains` is in lower case. */
export interface AggregateListing {
  readonly aggregateType: string | undefined;
  readonly contains: string;
  readonly after: string | undefined;
  readonly limit: number;
}

/** Throws `bad-filter`. */
export function toListing(options: NonNullable<Parameters<EventStore['listAggregates']>[0]>): AggregateListing {
  const { aggregateType, contains = '', after, limit = 100 } = options;
  return { aggregateType, contains: contains.toLowerCase(), after, limit: checkLimit(limit) };
}
