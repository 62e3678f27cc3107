import type { Event } from '../../domain/event.ts';
import type { Snapshot, SnapshotSelection } from '../../domain/event-store.ts';
import type { JsonObject } from '../../domain/json.ts';
import { toJsonText } from '../../domain/json-text.ts';
import { parseJson } from '../../domain/parse-json.ts';
import { normaliseTimestamp, now } from '../../domain/timestamp.ts';

/** The snapshots of all streams, in the order of their making. */
export class MemorySnapshots {
  #all: readonly Snapshot[] = [];

  /** Of the state just after this event. */
  save(event: Event, data: JsonObject, expiresAt: string | null): void {
    const snapshot: Snapshot = {
      aggregate_id: event.aggregate_id,
      aggregate_type: event.aggregate_type,
      snapshot_data: parseJson(toJsonText(data)) as JsonObject,
      version: event.version,
      last_event_id: event.event_id,
      created_at: now(),
      expires_at: expiresAt === null ? null : normaliseTimestamp(expiresAt),
    };
    this.#all = [...this.#all, snapshot];
  }

  /** The highest version first, of one version the latest first. */
  list(aggregateId: string): Snapshot[] {
    const latestFirst = this.#all.filter((snapshot) => snapshot.aggregate_id === aggregateId).reverse();
    return latestFirst.sort((a, b) => b.version - a.version);
  }

  latest(aggregateId: string): Snapshot | undefined {
    return this.list(aggregateId).find(isLive);
  }

  delete(aggregateId: string, { version, expired }: SnapshotSelection): number {
    const before = this.#all.length;
    this.#all = this.#all.filter(
      (snapshot) =>
        snapshot.aggregate_id !== aggregateId ||
        (version !== undefined && snapshot.version !== version) ||
        (expired !== undefined && isLive(snapshot) === expired),
    );
    return before - this.#all.length;
  }
}

function isLive({ expires_at }: Snapshot): boolean {
  return expires_at === null || expires_at > now();
}
