import { DomainError } from '../domain/errors.ts';
import type { Event } from '../domain/event.ts';

/** What a store knows of a stream when it is about to append to it. */
export interface AppendState {
  /** The highest version, 0 for a new stream. */
  readonly currentVersion: number;
  readonly expectedVersion: number | undefined;
  /** Does an event with this version exist already? Asked only when it can. */
  isTaken(version: number): boolean;
}

/**
 * Optimistic concurrency: with an expected version the stream must stand exactly there; in any case the event's own
 * version must be free. Throws `version-conflict`.
 */
export function checkVersion(
  event: Pick<Event, 'aggregate_id' | 'version'>,
  { currentVersion, expectedVersion, isTaken }: AppendState,
): void {
  if (expectedVersion !== undefined && expectedVersion !== currentVersion) {
    throw versionConflict(event.aggregate_id, currentVersion, expectedVersion);
  }
  if (event.version <= currentVersion && isTaken(event.version)) {
    throw versionConflict(event.aggregate_id, currentVersion, event.version - 1);
  }
}

function versionConflict(aggregateId: string, current: number, expected: number): DomainError {
  return new DomainError(
    'version-conflict',
    `${aggregateId} is at version ${current}, the writer expected ${expected}: read the stream again and retry`,
  );
}

export function duplicateEvent(eventId: string): DomainError {
  return new DomainError(
    'duplicate-event',
    `An event with the id ${eventId} is already stored: it was not written again`,
  );
}

export function readOnlyStore(address: string): DomainError {
  return new DomainError(
    'read-only-store',
    `${address} was opened read-only: open it with readOnly: false to write to it`,
  );
}

export function unknownSnapshotVersion(aggregateId: string, version: number): DomainError {
  return new DomainError(
    'snapshot-version-unknown',
    `${aggregateId} has no event with version ${version}: a snapshot must name the version of an event`,
  );
}
