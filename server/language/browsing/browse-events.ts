import { setImmediate as breathe } from 'node:timers/promises';
import * as z from 'zod';
import { DomainError } from '../../domain/errors.ts';
import type { RecordedEvent } from '../../domain/event.ts';
import type { AggregateSummary } from '../../domain/event-store.ts';
import { compileWhere } from '../../domain/where.ts';
import { type Browsed, type Browsing, checkCancelled, readCursor, summaryOf } from './browsed.ts';

/** One page looks at no more events than this. */
const MOST_LOOKED_AT = 50_000;
/** So many events are looked at between two looks at whether anybody still waits. */
const PAGE = 1_000;

const Place = z.object({ after: z.string().optional() });

/** The aggregates whose last event is the latest: those of the latest events. */
export function browseByTime(browsing: Browsing): Promise<Browsed> {
  // A page ends between two pages of events, so these must not hold many more aggregates than wanted.
  return browseEvents(browsing, Math.min(PAGE, browsing.limit), () => true, isLast);
}

/** The aggregates that hold an event for which an expression is true. Throws `bad-expression`. */
export function browseMatching(browsing: Browsing, where: string): Promise<Browsed> {
  return browseEvents(browsing, PAGE, compileEventTest(where), () => true);
}

/** Throws `bad-expression`. */
export function compileEventTest(where: string): (event: RecordedEvent) => boolean {
  return compileWhere(where, () => {
    throw new DomainError('bad-expression', 'This filter cannot read position: compare version instead');
  }).test;
}

async function browseEvents(
  { store, aggregateType, ids, cursor, limit, signal }: Browsing,
  pageSize: number,
  isWanted: (event: RecordedEvent) => boolean,
  isNew: (aggregate: AggregateSummary, event: RecordedEvent) => boolean,
): Promise<Browsed> {
  let { after } = readCursor<z.infer<typeof Place>>(Place, cursor, {});
  const seen = new Set<string>();
  const aggregates: AggregateSummary[] = [];
  const toPage = (isStopped: boolean): Browsed => ({
    aggregates,
    next: after === undefined ? null : JSON.stringify({ after }),
    lookedAt: isStopped && after !== undefined ? { count: lookedAt, of: 'events' } : null,
    sortedAmong: null,
  });
  let lookedAt = 0;
  do {
    checkCancelled(signal);
    const page = await store.queryEvents(
      { aggregate_type: aggregateType },
      { limit: pageSize, cursor: after, order: 'newest-first', signal },
    );
    for (const event of page.events) {
      const id = event.aggregate_id;
      if (seen.has(id) || !matchesIds(id) || !isWanted(event)) continue;
      seen.add(id);
      const summary = await summaryOf(store, id);
      if (summary && isNew(summary, event)) aggregates.push(summary);
    }
    lookedAt += page.events.length;
    after = page.next;
    if (aggregates.length >= limit) return toPage(false);
    await breathe();
  } while (after !== undefined && lookedAt < MOST_LOOKED_AT);
  return toPage(true);

  function matchesIds(id: string): boolean {
    return id.startsWith(ids.prefix) && id.toLowerCase().includes(ids.contains.toLowerCase()) && ids.isWanted(id);
  }
}

/** Is there no later one, that had its aggregate listed on an earlier page? */
function isLast({ last_timestamp }: AggregateSummary, event: RecordedEvent): boolean {
  return last_timestamp === null || last_timestamp <= event.timestamp;
}
