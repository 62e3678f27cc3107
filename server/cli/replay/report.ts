import type { Anomaly } from '../../domain/anomalies.ts';
import type { RecordedEvent } from '../../domain/event.ts';
import type { StateChange } from '../../domain/state-diff.ts';
import type { Watched } from '../../replay/watches.ts';

/** An event at which a replay stood, and what is to be said of it. */
export interface Standing {
  readonly event: RecordedEvent;
  /** In its stream. */
  readonly position: number;
  readonly changes: readonly StateChange[];
}

export interface Hit extends Standing {
  /** What was hit: `break task.*`. */
  readonly names: readonly string[];
  readonly watches: ReadonlyMap<string, Watched>;
  readonly anomalies: readonly Anomaly[];
}

/** Something that had to hold and does not. */
export interface Failure extends Standing {
  /** `expect` or `expect-always`. */
  readonly rule: string;
  readonly expression: string;
  /** Why it could not be evaluated, if it could not. */
  readonly error: string | undefined;
  readonly cause: RecordedEvent | undefined;
}

/** What came of a replay: of one session, or of many. */
export interface Outcome {
  readonly streams: number;
  readonly hits: number;
  /** How often `--until` was reached. */
  readonly reached: number;
  readonly failures: number;
  /** There were more hits than were wanted. */
  readonly isCut: boolean;
}

export const NO_OUTCOME: Outcome = { streams: 0, hits: 0, reached: 0, failures: 0, isCut: false };

/** The way to the user. */
export interface Report {
  hit(hit: Hit): void;
  failure(failure: Failure): void;
  end(outcome: Outcome): void;
}
