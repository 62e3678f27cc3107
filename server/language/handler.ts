import type * as z from 'zod';
import type { ParamsOf } from '../protocol/request.ts';
import type { RequestName, Requests } from '../protocol/requests.ts';
import type { OpenStores } from './open-stores.ts';

/** Answers one of the protocol's requests. Throws a `DomainError` when it cannot. */
export type Handler<Name extends RequestName> = (
  stores: OpenStores,
  params: ParamsOf<Requests[Name]>,
) => Promise<z.input<Requests[Name]['result']>>;

export type Handlers = { readonly [Name in RequestName]: Handler<Name> };
