import { DomainError } from '../domain/errors.ts';
import type { RecordedEvent } from '../domain/event.ts';
import type { EventStore } from '../domain/event-store.ts';
import type { JsonObject } from '../domain/json.ts';
import type { Projection } from '../projections/projection.ts';
import { ReplaySession } from '../replay/replay-session.ts';

export interface FoldOptions {
  /** How events fold into state; the default projection when left out. */
  readonly projection?: Projection | undefined;
}

/**
 * The state of an aggregate just after a version, and the event that made it so: the replay's word on what a snapshot
 * must hold. Throws `stream-not-found`, `snapshot-version-unknown`, and `projection-failed` when an event on the way
 * cannot be folded.
 */
export async function foldState(
  store: EventStore,
  aggregateId: string,
  version: number,
  { projection }: FoldOptions = {},
): Promise<{ state: JsonObject; lastEvent: RecordedEvent }> {
  const [found] = await store.readStream(aggregateId, { fromVersion: version, limit: 1 });
  if (found && found.version !== version) throw unknownVersion(aggregateId, version);
  const session = await ReplaySession.open({ store, aggregateId, toVersion: version, projection });
  session.breakpoints.add({ exception: 'projection-error' });
  let stop = await session.start();
  if (stop.hits.length === 0) stop = await session.runForward();
  const [failure] = stop.anomalies;
  if (failure) throw new DomainError('projection-failed', failure.message);
  const { view } = session;
  if (view?.event.version !== version) throw unknownVersion(aggregateId, version);
  return { state: view.state, lastEvent: view.event };
}

function unknownVersion(aggregateId: string, version: number): DomainError {
  return new DomainError(
    'snapshot-version-unknown',
    `${aggregateId} has no event with version ${version}: a snapshot must name the version of an event`,
  );
}
