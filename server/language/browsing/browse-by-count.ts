import * as z from 'zod';
import type { AggregateSummary } from '../../domain/event-store.ts';
import { type Browsed, type Browsing, readCursor } from './browsed.ts';
import { walkIds } from './walk-ids.ts';

/** So many aggregates are sorted; more would keep the user waiting. */
const MOST_SORTED = 10_000;

const Place = z.object({ from: z.int().min(0) });

/** One page of aggregates by the number of their events, the highest first. */
export async function browseByCount(browsing: Browsing): Promise<Browsed> {
  const { from } = readCursor<z.infer<typeof Place>>(Place, browsing.cursor, { from: 0 });
  const bounds = { prefix: browsing.ids.prefix, after: undefined, limit: MOST_SORTED, most: MOST_SORTED };
  const { found, end } = await walkIds(browsing, bounds);
  const sorted = found.toSorted(byCount);
  const to = from + browsing.limit;
  return {
    aggregates: sorted.slice(from, to),
    next: to < sorted.length ? JSON.stringify({ from: to } satisfies z.infer<typeof Place>) : null,
    lookedAt: null,
    sortedAmong: end === 'end' ? null : found.length,
  };
}

function byCount(a: AggregateSummary, b: AggregateSummary): number {
  return b.event_count - a.event_count || (a.aggregate_id < b.aggregate_id ? -1 : 1);
}
