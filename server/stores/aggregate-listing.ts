import type { EventStore } from '../domain/event-store.ts';
import { checkLimit } from './bounds.ts';

/** Which aggregates a page has; `contains` is in lower case. */
export interface AggregateListing {
  readonly aggregateType: string | undefined;
  readonly contains: string;
  readonly prefix: string;
  readonly after: string | undefined;
  readonly limit: number;
  readonly goOn: (lookedAt: string, passed: number) => boolean;
}

/** Has the id what the listing asks of ids? */
export function isListed(id: string, { contains, prefix }: AggregateListing): boolean {
  return id.startsWith(prefix) && id.toLowerCase().includes(contains);
}

/** Throws `bad-filter`. */
export function toListing(options: NonNullable<Parameters<EventStore['listAggregates']>[0]>): AggregateListing {
  const { aggregateType, contains = '', prefix = '', after, limit = 100, goOn = () => true } = options;
  return { aggregateType, contains: contains.toLowerCase(), prefix, after, limit: checkLimit(limit), goOn };
}
