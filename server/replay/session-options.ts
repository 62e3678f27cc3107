import type { FindViolation } from '../domain/anomalies.ts';
import type { EventStore } from '../domain/event-store.ts';
import type { Projection } from '../projections/projection.ts';
import type { LogOptions } from './open-log.ts';

export interface SessionOptions extends LogOptions {
  readonly store: EventStore;
  readonly projection?: Projection | undefined;
  /** Tells which payloads do not match their schema, for breakpoints on that. */
  readonly findViolation?: FindViolation | undefined;
  /** At the end of the log, wait for new events instead of stopping. */
  readonly follow?: boolean | undefined;
  /**
   * After a run the state may not be folded yet, so that a hit far away is shown at once: `look` folds it. Otherwise it is
   * there with the stop.
   */
  readonly looksLate?: boolean | undefined;
  /** The most heap, in bytes, of the states that it remembers to make going back cheap; 56 MB when left out. */
  readonly memory?: number | undefined;
}
