import type { Snapshot } from '../domain/event-store.ts';
import { repr } from '../domain/expressions/index.ts';
import type { JsonValue } from '../domain/json.ts';
import { formatStatePath } from '../domain/state-path.ts';
import { now } from '../domain/timestamp.ts';
import type { MovingView } from '../replay/event-view.ts';
import { compareSnapshot, type SnapshotCheck } from '../snapshots/check-snapshot.ts';
import type { Finding } from './finding.ts';

/** Characters of a value. */
const PREVIEW = 200;

/**
 * The live snapshots of a stream on the way through its replay: each is held against the state after the last event of
 * its version, of which an unprotected stream can have several. After an event that could not be folded there is nothing
 * to hold them against.
 */
export class StreamSnapshots {
  readonly #waiting = new Map<number, Snapshot[]>();
  #compared: { readonly version: number; readonly findings: readonly Finding[] } | undefined;
  #hasFailed = false;

  constructor(snapshots: readonly Snapshot[]) {
    const time = now();
    for (const snapshot of snapshots) {
      if (snapshot.expires_at !== null && snapshot.expires_at <= time) continue;
      this.#waiting.set(snapshot.version, [...(this.#waiting.get(snapshot.version) ?? []), snapshot]);
    }
  }

  compare({ event, state, failure }: MovingView): void {
    this.#hasFailed ||= failure !== undefined;
    const { version } = event;
    const snapshots = this.#waiting.get(version);
    if (!snapshots) return;
    const findings = snapshots.flatMap((snapshot) => {
      const check = compareSnapshot(snapshot, { state, lastEvent: event });
      return check.agrees || this.#hasFailed ? [] : disagreement(snapshot, check, event.event_id);
    });
    this.#compared = { version, findings };
  }

  /** What is wrong with the snapshots of versions that have been passed. */
  settleBefore(version: number): readonly Finding[] {
    const compared = this.#compared;
    if (!compared || compared.version === version) return [];
    this.#compared = undefined;
    this.#waiting.delete(compared.version);
    return compared.findings;
  }

  /** At the end of the stream: the rest, and the snapshots whose version no event has. */
  settle(): readonly Finding[] {
    const last = this.settleBefore(Number.POSITIVE_INFINITY);
    const strays = [...this.#waiting.values()].flat().map((snapshot) =>
      toFinding(snapshot, {
        message: `A snapshot names version ${snapshot.version}, which no event of the stream has`,
        expected: 'the version of an event',
        found: `version ${snapshot.version}`,
      }),
    );
    return [...last, ...strays];
  }
}

function disagreement(snapshot: Snapshot, { differences }: SnapshotCheck, eventId: string): Finding {
  const [first] = differences;
  if (!first) {
    const message = `The snapshot of version ${snapshot.version} names another event than the stream has there`;
    return toFinding(snapshot, { message, expected: `event ${eventId}`, found: `event ${snapshot.last_event_id}` });
  }
  const path = formatStatePath(first.path) || 'the state';
  const others = differences.length > 1 ? `, and in ${differences.length - 1} other places` : '';
  return toFinding(snapshot, {
    message: `The snapshot of version ${snapshot.version} disagrees with the replay at ${path}${others}`,
    expected: textOf(first.new),
    found: textOf(first.old),
  });
}

function textOf(value: JsonValue | undefined): string {
  return value === undefined ? 'nothing' : repr(value, PREVIEW);
}

function toFinding(
  { aggregate_id, version, last_event_id: event_id, created_at: timestamp }: Snapshot,
  what: Pick<Finding, 'message' | 'expected' | 'found'>,
): Finding {
  return { rule: 'snapshot', aggregate_id, version, position: null, event_id, timestamp, type: null, ...what };
}
