import type * as z from 'zod';
import { DomainError } from '../../domain/errors.ts';
import type { AggregateSummary, EventStore } from '../../domain/event-store.ts';
import type { IdPattern } from './id-pattern.ts';

/** What is looked for. */
export interface Browsing {
  readonly store: EventStore;
  /** Any when left out. */
  readonly aggregateType?: string;
  readonly ids: IdPattern;
  readonly cursor: string | undefined;
  readonly limit: number;
  readonly signal: AbortSignal;
}

/** A page of what was found. */
export interface Browsed {
  readonly aggregates: readonly AggregateSummary[];
  /** Where to go on; null when nothing is left. */
  readonly next: string | null;
  readonly lookedAt: { readonly count: number; readonly of: 'aggregates' | 'events' } | null;
  readonly sortedAmong: number | null;
}

/** Throws `cancelled`. */
export function checkCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw new DomainError('cancelled', 'The search was cancelled');
}

/** Throws `bad-filter` for a text that no page gave as its `next`. */
export function readCursor<Place>(schema: z.ZodType<Place>, cursor: string | undefined, start: Place): Place {
  if (cursor === undefined) return start;
  try {
    return schema.parse(JSON.parse(cursor));
  } catch {
    throw new DomainError('bad-filter', 'The page after which to go on is not one of this list: read it anew');
  }
}

/** What is listed of one aggregate; undefined when the store has none with this id. */
export async function summaryOf(store: EventStore, id: string): Promise<AggregateSummary | undefined> {
  // Of the ids that begin with it, it is the first.
  const [first] = await store.listAggregates({ prefix: id, limit: 1 });
  return first?.aggregate_id === id ? first : undefined;
}
