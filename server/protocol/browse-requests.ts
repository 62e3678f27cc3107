import * as z from 'zod';
import { MOST_LAST_EVENTS } from './limits.ts';
import { request } from './request.ts';
import { AggregateId, PageSize, Store } from './request-parts.ts';
import { AggregateItem } from './tree-items.ts';

/** Orders of aggregates. */
export const AggregateOrder = z.enum(['id', 'time', 'count']);
export type AggregateOrder = z.infer<typeof AggregateOrder>;

/** What ids look like: a text that they contain, in either case, or a glob of `*` and `?`, in its case. */
const Ids = z.string().optional();

/**
 * Going through the aggregates of a store. No answer waits for the whole store: whatever would, stops on its way, says
 * how far it came, and goes on when it is asked again.
 */
export const BROWSE_REQUESTS = {
  /**
   * The aggregate types in alphabetical order; those that are like `types`, a glob. With `ids`, without those of which it is
   * certain that no id is like that.
   */
  listAggregateTypes: request(
    'listAggregateTypes',
    z.object({ store: Store, types: z.string().optional(), ids: Ids }),
    z.array(z.string()),
  ),

  /**
   * One page of the aggregates of a type: by id, by the time of their last event, the latest first, or by the number of
   * their events, the highest first. With `where`, an expression over events, those with such an event, in the order in
   * which they are found, the latest first. `cursor` is `next` of the page before.
   */
  browseAggregates: request(
    'browseAggregates',
    z.object({
      store: Store,
      aggregateType: z.string(),
      ids: Ids,
      where: z.string().optional(),
      order: AggregateOrder,
      cursor: z.string().optional(),
      limit: PageSize,
    }),
    z.object({
      /** Can be somewhat more than asked for. Later pages can name an aggregate again. */
      aggregates: z.array(AggregateItem),
      /** Null when nothing is left. */
      next: z.string().nullable(),
      /** Set when the search was stopped on its way: after so many. */
      lookedAt: z.object({ count: z.int(), of: z.enum(['aggregates', 'events']) }).nullable(),
      /** Set when only the first so many aggregates were sorted, because there are too many. */
      sortedAmong: z.int().nullable(),
    }),
  ),

  /** How many aggregates of a type there are. An estimate where counting would read too much of the store. */
  countAggregates: request(
    'countAggregates',
    z.object({ store: Store, aggregateType: z.string(), ids: Ids }),
    z.object({ count: z.int(), kind: z.enum(['exact', 'estimate', 'at-least']) }),
  ),

  /** The last events of some aggregates; those that cannot be read are left out. */
  lastEvents: request(
    'lastEvents',
    z.object({ store: Store, aggregateIds: z.array(AggregateId).max(MOST_LAST_EVENTS) }),
    z.array(
      z.object({
        aggregateId: AggregateId,
        qualifiedType: z.string(),
        /** Does the event say that something failed? */
        failed: z.boolean(),
        malformed: z.string().nullable(),
      }),
    ),
  ),

  /** What is wrong with an expression over events; null when nothing is. */
  checkWhere: request('checkWhere', z.object({ where: z.string() }), z.object({ problem: z.string().nullable() })),
} as const;
