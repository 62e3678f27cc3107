import type * as z from 'zod';
import type { Progress } from '../protocol/notifications.ts';
import type { ParamsOf } from '../protocol/request.ts';
import type { RequestName, Requests } from '../protocol/requests.ts';
import type { KnownStores } from './known-stores.ts';
import type { OpenStores } from './open-stores.ts';

/** What a handler works with besides the stores. */
export interface Work {
  /** The stores that the user added. */
  readonly known: KnownStores;
  /** Aborted when the client no longer wants the answer. */
  readonly signal: AbortSignal;
  /** To be called as often as one likes. */
  readonly report: (progress: Progress) => void;
}

/** Answers one of the protocol's requests. Throws a `DomainError` when it cannot. */
export type Handler<Name extends RequestName> = (
  stores: OpenStores,
  params: ParamsOf<Requests[Name]>,
  work: Work,
) => Promise<z.input<Requests[Name]['result']>>;

export type Handlers = { readonly [Name in RequestName]: Handler<Name> };
