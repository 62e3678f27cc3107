import * as z from 'zod';
import { DomainError } from '../../../domain/errors.ts';
import { takeSnapshot } from '../../../snapshots/take-snapshot.ts';
import { Payload } from '../../events/event-shape.ts';
import { SnapshotAnswer } from '../../events/snapshot-shape.ts';
import { problems, type Route } from '../../route.ts';

const NewSnapshot = z.strictObject({
  version: z.int().min(1).optional().meta({ description: "The stream's version when left out." }),
  snapshot_data: Payload.optional().meta({ description: 'The state; folded from the events when left out.' }),
  expires_at: z.string().nullish().meta({ description: 'ISO 8601; never when left out.' }),
});

/** Save a snapshot, or have one taken. */
export const saveSnapshot: Route = (app, { store, metrics }) => {
  app.post(
    '/aggregates/:aggregate_id/snapshots',
    {
      schema: {
        operationId: 'save_snapshot',
        tags: ['snapshots'],
        summary: 'Save a snapshot; without `snapshot_data` the events are folded by the default projection',
        params: z.object({ aggregate_id: z.string() }),
        body: NewSnapshot.nullish(),
        response: { 201: SnapshotAnswer, ...problems },
      },
    },
    async ({ params: { aggregate_id }, body }, reply) => {
      const { version, snapshot_data, expires_at } = body ?? {};
      try {
        if (snapshot_data === undefined) {
          const keepForMs = expires_at == null ? undefined : timeLeft(expires_at);
          const taken = await takeSnapshot(store, aggregate_id, { version, keepForMs });
          metrics.snapshotTaken();
          return reply.code(201).send(taken);
        }
        const at = version ?? (await store.getAggregateVersion(aggregate_id));
        await store.saveSnapshot(aggregate_id, snapshot_data, at, expires_at);
        metrics.snapshotTaken();
        const saved = (await store.listSnapshots(aggregate_id)).find((snapshot) => snapshot.version === at);
        return reply.code(201).send(saved!);
      } catch (error) {
        metrics.snapshotFailed();
        throw error;
      }
    },
  );
};

function timeLeft(expiresAt: string): number {
  const left = Date.parse(expiresAt) - Date.now();
  if (left > 0) return left;
  throw new DomainError('bad-timestamp', 'expires_at must be a time in the future, in ISO 8601');
}
