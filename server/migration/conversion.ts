import type { RecordedEvent } from '../domain/event.ts';
import type { SchemaRegistry } from '../schemas/schema-registry.ts';

/** What is to become of events on their way; what is left out leaves them as they are. */
export interface Conversion {
  /**
   * Events that share a version with another of their stream get new versions, as all behind them where need be: in the
   * order of version, then of time. The old one is kept in `metadata.original_version`.
   */
  readonly renumber?: boolean | undefined;
  /** Events without an id get one, the same in every run. */
  readonly makeIds?: boolean | undefined;
  /** How event types are spelled: `updated` or `agent.updated`. */
  readonly types?: 'bare' | 'qualified' | undefined;
  /** Lifts events to the newest shape of their type; resolves with all of them, in order. */
  readonly lift?: ((events: readonly RecordedEvent[]) => Promise<readonly RecordedEvent[]>) | undefined;
  /** What does not match its schema is told. */
  readonly registry?: SchemaRegistry | undefined;
}
