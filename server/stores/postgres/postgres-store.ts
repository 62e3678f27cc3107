import { DomainError } from '../../domain/errors.ts';
import { type Event, RecordedEvent, type StreamKey } from '../../domain/event.ts';
import type {
  AggregateSummary,
  EventStore,
  EventStream,
  QueryOptions,
  QueryPage,
  ReadOptions,
  Snapshot,
  SnapshotSelection,
  StreamSearch,
} from '../../domain/event-store.ts';
import type { EventFilter } from '../../domain/filter.ts';
import type { StoreInspection } from '../../domain/store-inspection.ts';
import { toListing } from '../aggregate-listing.ts';
import { readOnlyStore } from '../append-rules.ts';
import { checkLimit } from '../bounds.ts';
import { toEventRow } from '../event-to-row.ts';
import { findCaused, readEventStream } from '../whole-stream.ts';
import { appendEvents } from './append-events.ts';
import type { PostgresDatabase } from './database.ts';
import { distinctValues } from './distinct-values.ts';
import { eventById } from './event-by-id.ts';
import { inspectTable } from './inspect-table.ts';
import { listAggregates } from './list-aggregates.ts';
import { LiveFeed } from './live-feed.ts';
import { compileMatcher } from './matcher.ts';
import { type OpenedDatabase, openDatabase } from './open-database.ts';
import { type PostgresUri, parsePostgresUri, remarksOnUri } from './postgres-uri.ts';
import { Qualifiers } from './qualifiers.ts';
import { countEvents, type QueriedTable, queryEvents } from './query-events.ts';
import { replayAhead } from './replay-ahead.ts';
import { searchStream } from './search-stream.ts';
import { SharedAppends } from './shared-appends.ts';
import { deleteSnapshots, latestSnapshot, listSnapshots, saveSnapshot } from './snapshots.ts';
import { Streams } from './streams.ts';
import { remarksOn, type TableShape } from './table-shape.ts';

/** Every aggregate type that a store could have. */
const ALL_TYPES = 100_000;

/** The events of a PostgreSQL database, or of a server that speaks its protocol. */
export class PostgresStore implements EventStore {
  readonly address: string;
  readonly readOnly: boolean;
  readonly remarks: readonly string[];
  readonly #database: PostgresDatabase;
  readonly #shape: TableShape;
  readonly #streams: Streams;
  readonly #table: QueriedTable;
  readonly #feed: LiveFeed;
  readonly #appends: SharedAppends;
  /** Why nothing is written although it was asked for. */
  readonly #refusal: string | undefined;

  private constructor({ database, shape, refusal }: OpenedDatabase, uri: PostgresUri) {
    this.address = database.address;
    this.readOnly = database.isReadOnly || refusal !== undefined;
    this.remarks = [...remarksOn(shape), ...remarksOnUri(uri), ...database.remarks, ...(refusal ? [refusal] : [])];
    this.#database = database;
    this.#shape = shape;
    this.#streams = new Streams(database, shape);
    this.#table = { database, shape, qualifiers: new Qualifiers(database, shape) };
    this.#feed = new LiveFeed(database, shape);
    this.#appends = new SharedAppends(database, shape, this.#feed);
    this.#refusal = refusal;
  }

  /** Throws `bad-store-uri`, `store-not-found`, `not-a-store`, and `store-failed` where the server cannot be reached. */
  static async open(text: string, { readOnly }: { readonly readOnly: boolean }): Promise<PostgresStore> {
    const uri = parsePostgresUri(text);
    return new PostgresStore(await openDatabase(uri, readOnly), uri);
  }

  async saveEvent(event: Event, options: { expectedVersion?: number | undefined } = {}): Promise<string> {
    this.#checkWritable();
    return this.#appends.append(new RecordedEvent(toEventRow(event)), options.expectedVersion);
  }

  async saveEvents(events: readonly Event[]): Promise<string[]> {
    const kept = events.map((event) => new RecordedEvent(toEventRow(event)));
    await this.#prepareToWrite();
    return appendEvents(this.#database, this.#shape, kept);
  }

  async getEvent(eventId: string): Promise<RecordedEvent | undefined> {
    return eventById(this.#database, this.#shape, eventId);
  }

  async getEventsByAggregate(aggregateId: string, fromVersion?: number): Promise<RecordedEvent[]> {
    return Array.fromAsync(this.replayEvents(aggregateId, fromVersion));
  }

  async getEventStream(aggregateId: string): Promise<EventStream> {
    return readEventStream(this, aggregateId);
  }

  async getAggregateVersion(aggregateId: string): Promise<number> {
    return this.#streams.version(aggregateId);
  }

  replayEvents(aggregateId: string, fromVersion?: number): AsyncIterableIterator<RecordedEvent> {
    return replayAhead(this.#streams, aggregateId, fromVersion);
  }

  async readStream(aggregateId: string, options: ReadOptions): Promise<RecordedEvent[]> {
    checkLimit(options.limit);
    return this.#streams.read(aggregateId, options);
  }

  async getEventAt(aggregateId: string, position: number): Promise<RecordedEvent | undefined> {
    return position < 1 ? undefined : this.#streams.eventAt(aggregateId, position);
  }

  async getPosition(aggregateId: string, key: StreamKey): Promise<number> {
    return this.#streams.positionOf(aggregateId, key);
  }

  async countStream(aggregateId: string): Promise<number> {
    return this.#streams.count(aggregateId);
  }

  searchStream(aggregateId: string, filters: readonly EventFilter[]): StreamSearch | undefined {
    const matchers = filters.map((filter) => compileMatcher(filter, this.#streams));
    return searchStream(this.#database, this.#shape, aggregateId, matchers);
  }

  async queryEvents(filter: EventFilter, options: QueryOptions = {}): Promise<QueryPage> {
    return queryEvents(this.#table, compileMatcher(filter, this.#streams), options);
  }

  async countEvents(filter: EventFilter): Promise<number> {
    return countEvents(this.#table, compileMatcher(filter, this.#streams));
  }

  async readAll({ limit = 1_000, cursor }: Parameters<EventStore['readAll']>[0] = {}): Promise<QueryPage> {
    return this.queryEvents({}, { limit, cursor, order: 'oldest-first' });
  }

  async findCaused(eventId: string, limit = 100): Promise<RecordedEvent[]> {
    return findCaused(this, eventId, limit);
  }

  async listAggregateTypes(): Promise<string[]> {
    return (await distinctValues(this.#database, this.#shape, 'aggregate_type', { limit: ALL_TYPES })).sort();
  }

  async listAggregates(options: Parameters<EventStore['listAggregates']>[0] = {}): Promise<AggregateSummary[]> {
    return listAggregates(this.#database, this.#shape, toListing(options));
  }

  async saveSnapshot(...[id, data, version, expiresAt = null]: Parameters<EventStore['saveSnapshot']>): Promise<void> {
    await this.#prepareToWrite();
    await saveSnapshot(this.#database, this.#shape, id, data, version, expiresAt);
  }

  async getLatestSnapshot(aggregateId: string): Promise<Snapshot | undefined> {
    return latestSnapshot(this.#database, this.#shape, aggregateId);
  }

  async listSnapshots(aggregateId: string): Promise<Snapshot[]> {
    return listSnapshots(this.#database, this.#shape, aggregateId);
  }

  async deleteSnapshots(aggregateId: string, only: SnapshotSelection = {}): Promise<number> {
    await this.#prepareToWrite();
    return deleteSnapshots(this.#database, this.#shape, aggregateId, only);
  }

  subscribe(...[filter, onEvents, options]: Parameters<EventStore['subscribe']>): { close(): void } {
    const onError = options?.onError ?? (() => {});
    this.#database.checkOpen();
    const matcher = compileMatcher(filter, this.#streams);
    return { close: this.#feed.add({ matcher, onEvents, onError }) };
  }

  async inspect(): Promise<StoreInspection> {
    return inspectTable(this.#database, this.#shape);
  }

  async close(): Promise<void> {
    await this.#appends.settled;
    await this.#feed.close();
    await this.#database.close();
  }

  /** Whoever follows this store hears of all that it writes. */
  async #prepareToWrite(): Promise<void> {
    this.#checkWritable();
    await this.#feed.settled;
  }

  #checkWritable(): void {
    if (this.#refusal) throw new DomainError('read-only-store', this.#refusal);
    if (this.readOnly) throw readOnlyStore(this.address);
  }
}
