import type { Event, RecordedEvent, StreamKey } from '../../domain/event.ts';
import type {
  AggregateSummary,
  EventStore,
  EventStream,
  QueryOptions,
  QueryPage,
  ReadOptions,
  Snapshot,
  StreamSearch,
} from '../../domain/event-store.ts';
import type { EventFilter } from '../../domain/filter.ts';
import type { JsonObject } from '../../domain/json.ts';
import { readOnlyStore } from '../append-rules.ts';
import { checkLimit } from '../bounds.ts';
import { type Criteria, compileFilter } from '../criteria.ts';
import { replayPages, toEventStream } from '../whole-stream.ts';
import { aggregateVersion, appendEvents } from './append-events.ts';
import { countEvents } from './count-events.ts';
import { SqliteDatabase } from './database.ts';
import { distinctValues } from './distinct-values.ts';
import { groupAggregates } from './group-aggregates.ts';
import { listAggregates } from './list-aggregates.ts';
import { openDatabase } from './open-database.ts';
import { queryEvents } from './query-events.ts';
import { searchStream } from './search-stream.ts';
import { deleteSnapshots, latestSnapshot, saveSnapshot } from './snapshots.ts';
import { StreamReaders } from './stream-readers.ts';
import { remarksOn } from './table-shape.ts';
import { Tail } from './tail.ts';
import { TimeProbe } from './time-order.ts';
import { hasWalFiles, removeEmptyWal } from './wal-files.ts';

export interface SqliteOptions {
  readonly readOnly: boolean;
  /** How long a locked database is tried again, in milliseconds; 5,000 when left out. */
  readonly patience?: number | undefined;
}

/** The events of a SQLite file. The driver is synchronous; the methods are async because the port is. */
export class SqliteStore implements EventStore {
  readonly address: string;
  readonly readOnly: boolean;
  readonly #db: SqliteDatabase;
  readonly #streams: StreamReaders;
  readonly #probe: TimeProbe;
  readonly #tails = new Set<Tail>();
  readonly #ownsWal: boolean;

  private constructor(db: SqliteDatabase, readOnly: boolean, ownsWal: boolean) {
    this.address = `sqlite:${db.file}`;
    this.readOnly = readOnly;
    this.#db = db;
    this.#streams = new StreamReaders(db);
    this.#probe = new TimeProbe(db);
    this.#ownsWal = ownsWal;
  }

  /** `file` is absolute. Throws `store-not-found`, `not-a-store`, `node-too-old`. */
  static async open(file: string, { readOnly, patience }: SqliteOptions): Promise<SqliteStore> {
    const hadWal = hasWalFiles(file);
    const { connection, shape } = await openDatabase(file, readOnly, patience);
    return new SqliteStore(new SqliteDatabase(connection, file, shape, patience), readOnly, readOnly && !hadWal);
  }

  get remarks(): readonly string[] {
    return [...remarksOn(this.#db.shape), ...this.#probe.remarks];
  }

  async saveEvent(event: Event, options: { expectedVersion?: number | undefined } = {}): Promise<string> {
    return (await this.#write(() => appendEvents(this.#db, [event], options.expectedVersion)))[0]!;
  }

  async saveEvents(events: readonly Event[]): Promise<string[]> {
    return this.#write(() => appendEvents(this.#db, events));
  }

  async getEvent(eventId: string): Promise<RecordedEvent | undefined> {
    const sql = `SELECT ${this.#db.columns} FROM events WHERE event_id = ? LIMIT 1`;
    return this.#db.run(() => this.#db.events(sql, eventId)[0]);
  }

  async getEventsByAggregate(aggregateId: string, fromVersion?: number): Promise<RecordedEvent[]> {
    return Array.fromAsync(this.replayEvents(aggregateId, fromVersion));
  }

  async getEventStream(aggregateId: string): Promise<EventStream> {
    const events = await this.getEventsByAggregate(aggregateId);
    return toEventStream(aggregateId, events, await this.getLatestSnapshot(aggregateId));
  }

  async getAggregateVersion(aggregateId: string): Promise<number> {
    return this.#db.run(() => aggregateVersion(this.#db, aggregateId));
  }

  replayEvents(aggregateId: string, fromVersion?: number): AsyncIterableIterator<RecordedEvent> {
    return replayPages(this, aggregateId, fromVersion);
  }

  async readStream(aggregateId: string, options: ReadOptions): Promise<RecordedEvent[]> {
    checkLimit(options.limit);
    return this.#db.run(() => this.#streams.read(aggregateId, options));
  }

  async getEventAt(aggregateId: string, position: number): Promise<RecordedEvent | undefined> {
    if (position < 1) return undefined;
    return this.#db.run(() => this.#streams.of(aggregateId).eventAt(position));
  }

  async getPosition(aggregateId: string, key: StreamKey): Promise<number> {
    return this.#db.run(() => this.#streams.of(aggregateId).positionOf(key));
  }

  async countStream(aggregateId: string): Promise<number> {
    return this.#db.run(() => this.#streams.of(aggregateId).count());
  }

  searchStream(aggregateId: string, filters: readonly EventFilter[]): StreamSearch | undefined {
    const all = filters.map((filter) => this.#compile(filter));
    return this.#db.runNow(() => searchStream(this.#db, this.#streams, aggregateId, all));
  }

  async queryEvents(filter: EventFilter, options: QueryOptions = {}): Promise<QueryPage> {
    return queryEvents(this.#db, this.#probe, this.#compile(filter), options);
  }

  async countEvents(filter: EventFilter): Promise<number> {
    return countEvents(this.#db, this.#probe, this.#compile(filter));
  }

  async findCaused(eventId: string, limit = 100): Promise<RecordedEvent[]> {
    const { events } = await this.queryEvents({ causation_id: eventId }, { limit, order: 'oldest-first' });
    return [...events];
  }

  async listAggregateTypes(): Promise<string[]> {
    return this.#db.run(() => distinctValues(this.#db, 'aggregate_type'));
  }

  async listAggregates(options: Parameters<EventStore['listAggregates']>[0] = {}): Promise<AggregateSummary[]> {
    const { aggregateType, contains = '', after, limit = 100 } = options;
    const listing = { aggregateType, contains: contains.toLowerCase(), after, limit: checkLimit(limit) };
    if (this.#db.shape.indexed.has('aggregate_id')) return listAggregates(this.#db, listing);
    return this.#db.run(() => groupAggregates(this.#db, listing));
  }

  async saveSnapshot(
    aggregateId: string,
    data: JsonObject,
    version: number,
    expiresAt: string | null = null,
  ): Promise<void> {
    await this.#write(() => saveSnapshot(this.#db, aggregateId, data, version, expiresAt));
  }

  async getLatestSnapshot(aggregateId: string): Promise<Snapshot | undefined> {
    return this.#db.run(() => latestSnapshot(this.#db, aggregateId));
  }

  async deleteSnapshots(aggregateId: string): Promise<number> {
    return this.#write(() => deleteSnapshots(this.#db, aggregateId));
  }

  subscribe(
    filter: EventFilter,
    onEvents: (events: readonly RecordedEvent[]) => void,
    { onError = () => {} }: { onError?: (error: unknown) => void } = {},
  ): { close(): void } {
    const criteria = this.#compile(filter);
    const tail = this.#db.runNow(() => new Tail(this.#db, criteria, { onEvents, onError }));
    this.#tails.add(tail);
    return {
      close: () => {
        tail.close();
        this.#tails.delete(tail);
      },
    };
  }

  async close(): Promise<void> {
    for (const tail of this.#tails) tail.close();
    this.#tails.clear();
    if (!this.#db.connection.open) return;
    this.#db.connection.close();
    if (this.#ownsWal) await removeEmptyWal(this.#db.file);
  }

  async #write<T>(work: () => T): Promise<T> {
    if (this.readOnly) throw readOnlyStore(this.address);
    const result = await this.#db.run(work);
    for (const tail of this.#tails) tail.wake();
    return result;
  }

  #compile(filter: EventFilter): Criteria {
    return compileFilter(filter, ({ aggregate_id, key }) =>
      this.#db.runNow(() => this.#streams.of(aggregate_id).positionOf(key)),
    );
  }
}
