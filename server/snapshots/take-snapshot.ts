import { DomainError } from '../domain/errors.ts';
import type { EventStore, Snapshot } from '../domain/event-store.ts';
import { type FoldOptions, foldState } from './fold-state.ts';

export interface TakeOptions extends FoldOptions {
  /** The stream's current version when left out. */
  readonly version?: number | undefined;
  /** How long the snapshot lives, in milliseconds; for ever when left out. */
  readonly keepForMs?: number | undefined;
}

/**
 * Folds a stream up to a version and saves the state with the id of the last event in it. Throws `stream-not-found`,
 * `snapshot-version-unknown`, `projection-failed`, `read-only-store`.
 */
export async function takeSnapshot(
  store: EventStore,
  aggregateId: string,
  { version, keepForMs, projection }: TakeOptions = {},
): Promise<Snapshot> {
  const at = version ?? (await store.getAggregateVersion(aggregateId));
  const { state, lastEvent } = await foldState(store, aggregateId, at, { projection });
  const expiresAt = keepForMs === undefined ? null : new Date(Date.now() + keepForMs).toISOString();
  await store.saveSnapshot(aggregateId, state, at, expiresAt);
  const saved = (await store.listSnapshots(aggregateId)).find((snapshot) => snapshot.version === at);
  if (saved?.last_event_id === lastEvent.event_id) return saved;
  throw new DomainError(
    'store-failed',
    `${aggregateId} got another event of version ${at} while its snapshot was saved: take the snapshot again`,
  );
}
