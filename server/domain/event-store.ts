import type { Event, RecordedEvent, StreamKey } from './event.ts';
import type { EventFilter } from './filter.ts';
import type { JsonObject } from './json.ts';
import type { StoreInspection } from './store-inspection.ts';

/** All events of one aggregate, as the reference's `get_event_stream` gives them. */
export interface EventStream {
  readonly aggregate_id: string;
  /** In order of first appearance: one stream can hold several. */
  readonly aggregate_types: readonly string[];
  readonly events: readonly RecordedEvent[];
  /** The highest version. */
  readonly version: number;
  /** The latest snapshot that has not expired. */
  readonly snapshot: Snapshot | null;
}

export interface Snapshot {
  readonly aggregate_id: string;
  readonly aggregate_type: string;
  readonly snapshot_data: JsonObject;
  readonly version: number;
  readonly last_event_id: string;
  readonly created_at: string;
  readonly expires_at: string | null;
}

/** Which snapshots of an aggregate: all that is given must hold. */
export interface SnapshotSelection {
  readonly version?: number | undefined;
  /** True for those that have expired, false for those that have not. */
  readonly expired?: boolean | undefined;
}

/** What the tree shows of an aggregate. */
export interface AggregateSummary {
  readonly aggregate_id: string;
  /** The types in its stream, in order of first appearance; of a long stream those at its two ends. */
  readonly aggregate_types: readonly string[];
  readonly event_count: number;
  readonly last_timestamp: string | null;
}

export interface ReadOptions {
  /** Only what comes after this place in the stream. */
  readonly after?: StreamKey | undefined;
  /** Ignored when `after` is given. */
  readonly fromVersion?: number | undefined;
  /** At most this many events; 1 to 10,000. */
  readonly limit: number;
  /**
   * The only fields that will be asked of these events, besides their `key`; all when left out. A store may leave the
   * others unread: asking for one of those then throws.
   */
  readonly fields?: ReadonlySet<keyof Event> | undefined;
}

export interface QueryOptions {
  /** At most this many events; 100 when left out. */
  readonly limit?: number | undefined;
  /** Skip this many. Prefer `cursor`: its cost does not grow. */
  readonly offset?: number | undefined;
  /** `next` of the page before. */
  readonly cursor?: string | undefined;
  readonly order?: 'newest-first' | 'oldest-first' | undefined;
  /** Ends a search that would take long: the call then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

export interface QueryPage {
  readonly events: readonly RecordedEvent[];
  /** Where the next page starts; undefined on the last page. */
  readonly next: string | undefined;
}

/** What came of one piece of a search: an event, with its position where the store knows it, or how far it looked in vain, or that there is nothing more. */
export type SearchStep =
  | { readonly kind: 'found'; readonly event: RecordedEvent; readonly position?: number }
  | { readonly kind: 'passed'; readonly key: StreamKey }
  | { readonly kind: 'end' };

/**
 * A search of one stream, step by step: each is a few milliseconds of work, so that its caller can stop in between. Both
 * ways look between two places, the first exclusive, the second inclusive; without a place, from or to the stream's end.
 */
export interface StreamSearch {
  next(after: StreamKey | undefined, upTo: StreamKey | undefined): Promise<SearchStep>;
  previous(before: StreamKey, downTo: StreamKey | undefined): Promise<SearchStep>;
}

/**
 * Where events live. Everything is async because some stores are far away. Errors are `DomainError`s: `store-busy` and
 * `store-failed` can come from any method, the others are named at theirs. Times in and out are in normal form
 * (`timestamp.ts`).
 */
export interface EventStore {
  /** The store's normalised URI without secrets: `sqlite:/data/events.db`. */
  readonly address: string;
  readonly readOnly: boolean;
  /** Sentences for the user about this database: missing indexes and what they cost. */
  readonly remarks: readonly string[];

  /** Appends; returns the event's id. `invalid-event`, `read-only-store`, `version-conflict`, `duplicate-event`. */
  saveEvent(event: Event, options?: { expectedVersion?: number | undefined }): Promise<string>;
  /** Appends all or none. Returns the ids; `[]` for none. Errors as `saveEvent`. */
  saveEvents(events: readonly Event[]): Promise<string[]>;

  getEvent(eventId: string): Promise<RecordedEvent | undefined>;
  /** The whole stream from a version on, in order of version. `[]` for an unknown aggregate. */
  getEventsByAggregate(aggregateId: string, fromVersion?: number): Promise<RecordedEvent[]>;
  /** `stream-not-found` for an unknown aggregate. */
  getEventStream(aggregateId: string): Promise<EventStream>;
  /** The highest version, 0 when unknown. */
  getAggregateVersion(aggregateId: string): Promise<number>;
  /** Event by event in constant memory, in the order of `readStream`. */
  replayEvents(aggregateId: string, fromVersion?: number): AsyncIterableIterator<RecordedEvent>;

  /** One page of a stream in order of (version, tie): what a replay reads. Constant cost anywhere in the stream. */
  readStream(aggregateId: string, options: ReadOptions): Promise<RecordedEvent[]>;
  /** The n-th event of a stream, n from 1; undefined past the end. */
  getEventAt(aggregateId: string, position: number): Promise<RecordedEvent | undefined>;
  /** How many events of its stream stand before and at this place: the inverse of `getEventAt`. */
  getPosition(aggregateId: string, key: StreamKey): Promise<number>;
  /** The number of events in a stream. */
  countStream(aggregateId: string): Promise<number>;

  /**
   * A search for the events of a stream that at least one of the filters selects; undefined when the store would do no
   * more than read them all, which its caller does as well. `bad-filter`, `bad-expression`.
   */
  searchStream?(aggregateId: string, filters: readonly EventFilter[]): StreamSearch | undefined;

  /** Newest first, 100 at a time unless told otherwise. `bad-filter`, `bad-expression`. */
  queryEvents(filter: EventFilter, options?: QueryOptions): Promise<QueryPage>;
  countEvents(filter: EventFilter): Promise<number>;
  /**
   * Every event, page by page, at a cost that does not depend on the page: in the order of appending where the store knows
   * it, else oldest first. 1,000 at a time unless told otherwise; `cursor` is `next` of the page before. `bad-filter`.
   */
  readAll(options?: Pick<QueryOptions, 'limit' | 'cursor'>): Promise<QueryPage>;
  /** The events whose `causation_id` is this event's id, oldest first. */
  findCaused(eventId: string, limit?: number): Promise<RecordedEvent[]>;

  /** Every aggregate type in the store, in alphabetical order. */
  listAggregateTypes(): Promise<string[]>;
  /** By aggregate_id, of one aggregate type or of all, 100 at a time; `after` is the last id of the page before. */
  listAggregates(options?: {
    aggregateType?: string | undefined;
    /** Only ids that contain this text; case does not matter. */
    contains?: string | undefined;
    /** Only ids that begin with this text, in its case: found as fast in a large store as in a small one. */
    prefix?: string | undefined;
    after?: string | undefined;
    limit?: number | undefined;
    /**
     * Asked now and then, with the last id that was looked at and how many were since it was asked before; with `false`
     * for an answer the list ends there. A store that is far away, or has its list at hand, need not ask.
     */
    goOn?: ((lookedAt: string, passed: number) => boolean) | undefined;
  }): Promise<AggregateSummary[]>;

  /** `snapshot-version-unknown` when no event of the stream has that version; `read-only-store`. */
  saveSnapshot(aggregateId: string, data: JsonObject, version: number, expiresAt?: string | null): Promise<void>;
  /** The snapshot with the highest version that has not expired. */
  getLatestSnapshot(aggregateId: string): Promise<Snapshot | undefined>;
  /** Every snapshot that can be read, expired ones too: the highest version first, of one version the latest first. */
  listSnapshots(aggregateId: string): Promise<Snapshot[]>;
  /** Deletes the aggregate's snapshots, all or only such; returns how many. `read-only-store`. */
  deleteSnapshots(aggregateId: string, only?: SnapshotSelection): Promise<number>;

  /**
   * Live tail: calls back with events that were appended after the call, in the order in which the store took them.
   * Returns the way to stop. The tail goes on after an error. `bad-filter`, `bad-expression`.
   */
  subscribe(
    filter: EventFilter,
    onEvents: (events: readonly RecordedEvent[]) => void,
    options?: { onError?: (error: unknown) => void },
  ): { close(): void };

  /** Looks at the whole table; undefined where the store makes its tables itself, so that there is nothing to find. */
  inspect?(): Promise<StoreInspection>;

  close(): Promise<void>;
}
