import * as z from 'zod';
import { request } from './request.ts';
import { Store } from './request-parts.ts';

/** A store of the Stores view, with the name by which queries call it. */
export const KnownStore = z.object({ address: Store, name: z.string() });
export type KnownStore = z.infer<typeof KnownStore>;

/** What the language server asks the client: which stores the user added is known there alone. */
export const CLIENT_REQUESTS = {
  /** The stores of the Stores view. */
  knownStores: request('knownStores', z.object({}), z.array(KnownStore)),

  /** Opens a store of the Stores view, whose URI may hold secrets, with a request of the client's own. */
  introduceStore: request('introduceStore', z.object({ store: Store }), z.null()),
} as const;
