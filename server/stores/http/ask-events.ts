import { isDomainError } from '../../domain/errors.ts';
import type { RecordedEvent } from '../../domain/event.ts';
import type { QueryPage } from '../../domain/event-store.ts';
import { ROWS } from '../../protocol/event-rows.ts';
import { readEventRow, readRows } from './read-rows.ts';
import type { ServiceClient, ServiceRequest } from './service-client.ts';

const headers = { accept: ROWS };

/** Undefined when the service knows no such event. */
export async function askEvent(client: ServiceClient, path: readonly string[]): Promise<RecordedEvent | undefined> {
  try {
    return await readEventRow(client, await client.send({ path, headers }));
  } catch (error) {
    if (isDomainError(error, 'event-not-found')) return undefined;
    throw error;
  }
}

export async function askPage(
  client: ServiceClient,
  path: readonly string[],
  query: ServiceRequest['query'],
  signal?: AbortSignal,
): Promise<QueryPage> {
  const { events, next } = await readRows(client, await client.send({ path, query, headers, signal }));
  return { events, next };
}
