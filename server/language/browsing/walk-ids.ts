import type { AggregateSummary } from '../../domain/event-store.ts';
import { type Browsing, checkCancelled } from './browsed.ts';

/** No more are read at once. */
const PAGE = 500;

interface Bounds {
  readonly prefix: string;
  readonly after: string | undefined;
  readonly limit: number;
  /** So many ids are looked at. */
  readonly most: number;
}

/**
 * Walks over ids in their order until so many are found, so many were looked at, or there are no more. `last` is the id
 * after which to go on. Throws `cancelled`.
 */
export async function walkIds(
  { store, aggregateType, ids, signal }: Omit<Browsing, 'cursor' | 'limit'>,
  { prefix, after, limit, most }: Bounds,
): Promise<{
  found: AggregateSummary[];
  end: 'full' | 'stopped' | 'end';
  last: string | undefined;
  lookedAt: number;
}> {
  const found: AggregateSummary[] = [];
  let last = after;
  let lookedAt = 0;
  let isStopped = false;
  let wasAsked = false;
  const goOn = (id: string, passed: number) => {
    wasAsked = true;
    lookedAt += passed;
    if (signal.aborted || lookedAt >= most) {
      isStopped = true;
      last = id;
    }
    return !isStopped;
  };
  for (;;) {
    checkCancelled(signal);
    // One more than wanted, to know whether there is one; and ever more where few of them are wanted.
    const size = Math.min(PAGE, Math.max(limit - found.length + 1, ids.isExact ? 0 : lookedAt));
    wasAsked = false;
    const page = await store.listAggregates({
      aggregateType,
      contains: ids.contains,
      prefix,
      after: last,
      limit: size,
      goOn,
    });
    checkCancelled(signal);
    if (!wasAsked) lookedAt += page.length;
    found.push(...page.filter(({ aggregate_id }) => ids.isWanted(aggregate_id)));
    if (found.length > limit) {
      found.length = limit;
      return { found, end: 'full', last: found.at(-1)?.aggregate_id ?? after, lookedAt };
    }
    if (isStopped) return { found, end: 'stopped', last, lookedAt };
    if (page.length < size) return { found, end: 'end', last, lookedAt };
    last = page.at(-1)!.aggregate_id;
    if (lookedAt >= most) return { found, end: 'stopped', last, lookedAt };
  }
}
