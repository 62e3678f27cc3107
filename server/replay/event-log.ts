import type { Event, RecordedEvent, StreamKey } from '../domain/event.ts';
import type { EventStore } from '../domain/event-store.ts';

/** An event's stream, and which one of it: the n-th, from 1. */
export interface StreamPlace {
  readonly aggregateId: string;
  readonly position: number;
}

/**
 * The events that a session replays, in the order in which it replays them: one stream, or several as one. Positions
 * in the log count its events from 1; what was read once keeps its position, and what arrives later comes after it.
 */
export interface EventLog {
  readonly store: EventStore;
  readonly aggregateIds: readonly string[];
  /** The first event that is walked; those before it are only folded. */
  readonly first: number;
  /** Does it end before its streams do? */
  readonly isBounded: boolean;
  /** The position of the last event. */
  last(): Promise<number>;
  /**
   * The events after a place, some of them, at most `limit` or as many as read fastest; none at the end. `key` is that of
   * the event at the place, if any.
   */
  read(
    position: number,
    key: StreamKey | undefined,
    fields?: ReadonlySet<keyof Event>,
    limit?: number,
  ): Promise<RecordedEvent[]>;
  /** Where a stream's event stands in the log; undefined when the log does not have it. */
  find(place: StreamPlace): Promise<number | undefined>;
  /** Which event stands at a position; undefined when none does. */
  placeAt(position: number): Promise<StreamPlace | undefined>;
  /** Forgets what was read, so that the store is read anew. */
  reset(): void;
}
