import * as z from 'zod';
import type { Snapshot, SnapshotSelection } from '../../domain/event-store.ts';
import type { JsonObject } from '../../domain/json.ts';
import { toJsonText } from '../../domain/json-text.ts';
import { ROWS } from '../../protocol/event-rows.ts';
import { readSnapshots } from './read-rows.ts';
import type { ServiceClient } from './service-client.ts';

const pathOf = (aggregateId: string) => ['aggregates', aggregateId, 'snapshots'];

export async function listFar(client: ServiceClient, aggregateId: string, latest: boolean): Promise<Snapshot[]> {
  const query = latest ? { latest: 'true' } : {};
  return readSnapshots(client, await client.send({ path: pathOf(aggregateId), query, headers: { accept: ROWS } }));
}

export async function saveFar(
  client: ServiceClient,
  aggregateId: string,
  data: JsonObject,
  version: number,
  expiresAt: string | null,
): Promise<void> {
  const response = await client.send({
    method: 'POST',
    path: pathOf(aggregateId),
    headers: { 'content-type': 'application/json' },
    body: `{"version": ${version}, "snapshot_data": ${toJsonText(data)}, "expires_at": ${JSON.stringify(expiresAt)}}`,
    // Twice would be two snapshots.
    repeatable: false,
  });
  await response.body?.cancel();
}

export function deleteFar(client: ServiceClient, aggregateId: string, only: SnapshotSelection): Promise<number> {
  const { version, expired } = only;
  const query = { version, expired: expired === undefined ? undefined : String(expired) };
  // Twice would count nothing the second time.
  const request = { method: 'DELETE', path: pathOf(aggregateId), query, repeatable: false } as const;
  return client.json(request, (answer) => z.object({ deleted: z.number() }).parse(answer).deleted);
}
