import * as z from 'zod';
import { request } from './request.ts';
import { PageSize, Store } from './request-parts.ts';
import { AggregateItem } from './tree-items.ts';

export const StoreKind = z.enum(['sqlite', 'postgres', 'http', 'memory']);
export type StoreKind = z.infer<typeof StoreKind>;

/** Looking into more files at once would keep the user waiting. */
export const MOST_FILES = 100;

/** Stores, and what is listed of them. */
export const STORE_REQUESTS = {
  /** Opens a store by the name that a person gave it. Relative paths start at `baseFolder`. */
  openStore: request(
    'openStore',
    z.object({ uri: z.string(), baseFolder: z.string().optional() }),
    z.object({
      /** Normalised, without secrets: how all other requests name this store. */
      address: Store,
      remarks: z.array(z.string()),
    }),
  ),

  /** What a URI means, and what its store will be called; nothing is opened. */
  nameStore: request(
    'nameStore',
    z.object({ uri: z.string(), baseFolder: z.string().optional() }),
    z.object({ kind: StoreKind, address: Store }),
  ),

  /** Those of some files that are databases with events, by a short look into each. */
  findStores: request(
    'findStores',
    z.object({ files: z.array(z.string()).max(MOST_FILES) }),
    z.object({ files: z.array(z.string()) }),
  ),

  /** Closes a store; the next request that names it opens it anew, and sees a file that was replaced meanwhile. */
  closeStore: request('closeStore', z.object({ store: Store }), z.null()),

  /** One page of aggregates by id. `after` is the last id of the page before. */
  listAggregates: request(
    'listAggregates',
    z.object({
      store: Store,
      aggregateType: z.string().optional(),
      contains: z.string().optional(),
      after: z.string().optional(),
      limit: PageSize,
    }),
    z.object({ aggregates: z.array(AggregateItem), more: z.boolean() }),
  ),

  /** Correlations among the newest events, newest first; those whose id begins with a text. */
  listCorrelations: request(
    'listCorrelations',
    z.object({ store: Store, startsWith: z.string(), limit: PageSize }),
    z.object({ correlationIds: z.array(z.string()) }),
  ),
} as const;
