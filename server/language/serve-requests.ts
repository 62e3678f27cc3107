import { type Connection, ErrorCodes, ResponseError } from 'vscode-languageserver';
import * as z from 'zod';
import { NOTIFICATIONS, type Progress } from '../protocol/notifications.ts';
import { REQUESTS, type RequestName } from '../protocol/requests.ts';
import { toSignal } from './cancellation.ts';
import type { Handler } from './handler.ts';
import { HANDLERS } from './handlers.ts';
import type { KnownStores } from './known-stores.ts';
import type { OpenStores } from './open-stores.ts';
import { toResponseError } from './response-error.ts';

/** Serves every request of the protocol. */
export function serveRequests(connection: Connection, stores: OpenStores, known: KnownStores): void {
  for (const name of Object.keys(REQUESTS) as RequestName[]) serve(connection, stores, known, name);
}

function serve<Name extends RequestName>(
  connection: Connection,
  stores: OpenStores,
  known: KnownStores,
  name: Name,
): void {
  const { method, params } = REQUESTS[name];
  const answer = HANDLERS[name] as Handler<Name>;
  connection.onRequest(method, async (found: unknown, token) => {
    const parsed = params.safeParse(found);
    if (!parsed.success) return new ResponseError(ErrorCodes.InvalidParams, z.prettifyError(parsed.error));
    try {
      const signal = toSignal(token);
      const report = (progress: Progress) => void connection.sendNotification(NOTIFICATIONS.progress.method, progress);
      return await answer(stores, parsed.data as Parameters<Handler<Name>>[1], { signal, report, known });
    } catch (error) {
      return toResponseError(error);
    }
  });
}
