import type { RecordedEvent } from '../domain/event.ts';
import type { EventStore, Snapshot } from '../domain/event-store.ts';
import type { JsonObject } from '../domain/json.ts';
import { diffValues, type StateChange } from '../domain/state-diff.ts';
import { type FoldOptions, foldState } from './fold-state.ts';

/** Enough to see what kind of disagreement it is. */
const MOST_DIFFERENCES = 100;

export interface SnapshotCheck {
  readonly agrees: boolean;
  /** Does the snapshot name the event that the stream has at its version? */
  readonly sameEvent: boolean;
  /** Where the states differ, at most 100: `old` is the snapshot's value, `new` the replay's. */
  readonly differences: readonly StateChange[];
}

/** Holds a snapshot against the replay of its stream. Throws what `foldState` throws: then there is nothing to compare with. */
export async function checkSnapshot(
  store: EventStore,
  snapshot: Snapshot,
  options: FoldOptions = {},
): Promise<SnapshotCheck> {
  return compareSnapshot(snapshot, await foldState(store, snapshot.aggregate_id, snapshot.version, options));
}

/** The same for a replay that has come to the snapshot's version. */
export function compareSnapshot(
  snapshot: Snapshot,
  { state, lastEvent }: { readonly state: JsonObject; readonly lastEvent: RecordedEvent },
): SnapshotCheck {
  const sameEvent = lastEvent.event_id === snapshot.last_event_id;
  const differences = diffValues(snapshot.snapshot_data, state, [], MOST_DIFFERENCES);
  return { agrees: sameEvent && differences.length === 0, sameEvent, differences };
}
