import { type Connection, ErrorCodes, ResponseError } from 'vscode-languageserver';
import * as z from 'zod';
import { REQUESTS, type RequestName } from '../protocol/requests.ts';
import type { Handler } from './handler.ts';
import { HANDLERS } from './handlers.ts';
import type { OpenStores } from './open-stores.ts';
import { toResponseError } from './response-error.ts';

/** Serves every request of the protocol. */
export function serveRequests(connection: Connection, stores: OpenStores): void {
  for (const name of Object.keys(REQUESTS) as RequestName[]) serve(connection, stores, name);
}

function serve<Name extends RequestName>(connection: Connection, stores: OpenStores, name: Name): void {
  const { method, params } = REQUESTS[name];
  const answer = HANDLERS[name] as Handler<Name>;
  connection.onRequest(method, async (found: unknown) => {
    const parsed = params.safeParse(found);
    if (!parsed.success) return new ResponseError(ErrorCodes.InvalidParams, z.prettifyError(parsed.error));
    try {
      return await answer(stores, parsed.data as Parameters<Handler<Name>>[1]);
    } catch (error) {
      return toResponseError(error);
    }
  });
}
