import * as z from 'zod';
import { LONGEST_QUERY } from './query-document.ts';
import { request } from './request.ts';
import { PageSize, Position, Store } from './request-parts.ts';

/** An event that a query found. */
export const ResultRow = z.object({
  eventId: z.string(),
  aggregateId: z.string(),
  version: z.int(),
  qualifiedType: z.string(),
  bareType: z.string(),
  timestamp: z.string(),
  /** Why the event cannot be read; null when it is sound. */
  malformed: z.string().nullable(),
  /** The event as a line of the results' document. */
  line: z.string(),
});
export type ResultRow = z.infer<typeof ResultRow>;

/** What is wrong with a query, and where: lines and characters from 0. */
export const QueryProblem = z.object({
  message: z.string(),
  line: z.int(),
  character: z.int(),
  /** True when adding a store would mend it. */
  needsStore: z.boolean(),
});
export type QueryProblem = z.infer<typeof QueryProblem>;

export const QUERY_REQUESTS = {
  /** One page of what a query document finds, or what is wrong with the document. */
  runQuery: request(
    'runQuery',
    z.object({
      text: z.string().max(LONGEST_QUERY),
      /** `next` of the page before, and how many events were read so far. */
      cursor: z.string().optional(),
      read: z.int().min(0).default(0),
      limit: PageSize,
    }),
    z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('page'),
        store: Store,
        storeName: z.string(),
        title: z.string().nullable(),
        order: z.enum(['newest-first', 'oldest-first']),
        /** The query's own. */
        limit: z.int(),
        rows: z.array(ResultRow),
        /** Where the next page starts; null at the end, and where the query's limit is reached. */
        next: z.string().nullable(),
        /** The limit was reached, and there are more. */
        cut: z.boolean(),
      }),
      z.object({ kind: z.literal('problems'), problems: z.array(QueryProblem) }),
    ]),
  ),

  /** Where an event stands in its stream. */
  locateEvent: request(
    'locateEvent',
    z.object({ store: Store, eventId: z.string() }),
    z.object({ aggregateId: z.string(), position: Position }),
  ),

  /** The Stores view has changed: what is said about queries may be different now. */
  storesChanged: request('storesChanged', z.strictObject({}), z.null()),
} as const;
