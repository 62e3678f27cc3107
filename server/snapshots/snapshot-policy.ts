import type { Snapshot } from '../domain/event-store.ts';

/** When a stream gets its next snapshot, and how long snapshots are kept. What is left out does not count. */
export interface SnapshotPolicy {
  /** When its version has grown by so many since the last snapshot. */
  readonly everyEvents?: number | undefined;
  /** When it has new events and the last snapshot is older than this, in milliseconds. */
  readonly everyMs?: number | undefined;
  /** How long a snapshot lives, in milliseconds; for ever when left out. */
  readonly keepForMs?: number | undefined;
  /** How many live ones to keep of each stream; all when left out. Expired ones are deleted in any case. */
  readonly keepLast?: number | undefined;
}

/** What was snapshotted last. `at` is in milliseconds since 1970. */
export interface LastSnapshot {
  readonly version: number;
  readonly at: number;
}

export function toLastSnapshot(snapshot: Snapshot | undefined): LastSnapshot | undefined {
  return snapshot && { version: snapshot.version, at: Date.parse(snapshot.created_at) };
}

/** Is a snapshot due for a stream that stands at this version now? */
export function isSnapshotDue(
  { everyEvents, everyMs }: SnapshotPolicy,
  version: number,
  last: LastSnapshot | undefined,
  now = Date.now(),
): boolean {
  if (last && version <= last.version) return false;
  if (everyEvents !== undefined && version - (last?.version ?? 0) >= everyEvents) return true;
  return everyMs !== undefined && (!last || now - last.at >= everyMs);
}
