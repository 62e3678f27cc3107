import type { Event, RecordedEvent, StreamKey } from '../../domain/event.ts';
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
import { type Criteria, compileFilter } from '../criteria.ts';
import { toEventRow } from '../event-to-row.ts';
import { findCaused, readEventStream, replayPages } from '../whole-stream.ts';
import { aggregateVersion, appendEvents } from './append-events.ts';
import { countEvents } from './count-events.ts';
import { SqliteDatabase } from './database.ts';
import { distinctValues } from './distinct-values.ts';
import { groupAggregates } from './group-aggregates.ts';
import { GroupCommit } from './group-commit.ts';
import { inspectTable } from './inspect-table.ts';
import { listAggregates } from './list-aggregates.ts';
import { type OpenedDatabase, openDatabase, type SqliteOptions } from './open-database.ts';
import { queryEvents } from './query-events.ts';
import { readAll } from './read-all.ts';
import { searchStream } from './search-stream.ts';
import { deleteSnapshots, latestSnapshot, listSnapshots, saveSnapshot } from './snapshots.ts';
import { StreamReaders } from './stream-readers.ts';
import { remarksOn } from './table-shape.ts';
import { Tails } from './tails.ts';
import { TimeProbe } from './time-order.ts';

/** The events of a SQLite file. The driver is synchronous; the methods are async because the port is. */
export class SqliteStore implements EventStore {
  readonly address: string;
  readonly readOnly: boolean;
  readonly #db: SqliteDatabase;
  readonly #streams: StreamReaders;
  readonly #probe: TimeProbe;
  readonly #tails = new Tails();
  readonly #opened: OpenedDatabase;
  readonly #groupCommit: GroupCommit;

  private constructor(file: string, opened: OpenedDatabase, { readOnly, patience }: SqliteOptions) {
    this.address = `sqlite:${file}`;
    this.readOnly = readOnly;
    this.#opened = opened;
    this.#db = new SqliteDatabase(opened.connection, file, opened.shape, patience);
    this.#streams = new StreamReaders(this.#db);
    this.#probe = new TimeProbe(this.#db);
    this.#groupCommit = new GroupCommit(this.#db, () => this.#tails.wake());
  }

  /** `file` is absolute. Throws `store-not-found`, `not-a-store`, `node-too-old`. */
  static async open(file: string, options: SqliteOptions): Promise<SqliteStore> {
    return new SqliteStore(file, await openDatabase(file, options), options);
  }

  get remarks(): readonly string[] {
    return [...this.#opened.remarks, ...remarksOn(this.#db.shape), ...this.#probe.remarks];
  }

  async saveEvent(event: Event, options: { expectedVersion?: number | undefined } = {}): Promise<string> {
    return (await this.#append([event], options.expectedVersion))[0]!;
  }

  async saveEvents(events: readonly Event[]): Promise<string[]> {
    return this.#append(events);
  }

  async getEvent(eventId: string): Promise<RecordedEvent | undefined> {
    const sql = `SELECT ${this.#db.columns} FROM events WHERE event_id = ? LIMIT 1`;
    return this.#db.run(() => this.#db.events(sql, eventId)[0]);
  }

  async getEventsByAggregate(aggregateId: string, fromVersion?: number): Promise<RecordedEvent[]> {
    return Array.fromAsync(this.replayEvents(aggregateId, fromVersion));
  }

  async getEventStream(aggregateId: string): Promise<EventStream> {
    return readEventStream(this, aggregateId);
  }

  async getAggregateVersion(aggregateId: string): Promise<number> {
    return this.#db.run(() => aggregateVersion(this.#db, aggregateId));
  }

  replayEvents(aggregateId: string, fromVersion?: number): AsyncIterableIterator<RecordedEvent> {
    return replayPages(this, aggregateId, fromVersion);
  }

  async readStream(aggregateId: string, options: ReadOptions): Promise<RecordedEvent[]> {
    checkLimit(options.limit);
    const ahead = await this.#streams.takeAhead(aggregateId, options);
    return ahead ?? this.#db.run(() => this.#streams.read(aggregateId, options));
  }

  async getEventAt(aggregateId: string, position: number): Promise<RecordedEvent | undefined> {
    if (position < 1) return undefined;
    await this.#streams.prepare(aggregateId, position);
    return this.#db.run(() => this.#streams.of(aggregateId).eventAt(position));
  }

  async getPosition(aggregateId: string, key: StreamKey): Promise<number> {
    await this.#streams.prepare(aggregateId, key.version);
    return this.#db.run(() => this.#streams.of(aggregateId).positionOf(key));
  }

  async countStream(aggregateId: string): Promise<number> {
    await this.#streams.prepare(aggregateId);
    return this.#db.run(() => this.#streams.of(aggregateId).count());
  }

  searchStream(aggregateId: string, filters: readonly EventFilter[]): StreamSearch | undefined {
    return searchStream(this.#db, this.#streams, aggregateId, filters);
  }

  async queryEvents(filter: EventFilter, options: QueryOptions = {}): Promise<QueryPage> {
    return queryEvents(this.#db, this.#probe, this.#compile(filter), options);
  }

  async countEvents(filter: EventFilter): Promise<number> {
    return countEvents(this.#db, this.#probe, this.#compile(filter));
  }

  async readAll(options: Parameters<EventStore['readAll']>[0] = {}): Promise<QueryPage> {
    return this.#db.run(() => readAll(this.#db, options));
  }

  async findCaused(eventId: string, limit = 100): Promise<RecordedEvent[]> {
    return findCaused(this, eventId, limit);
  }

  async listAggregateTypes(): Promise<string[]> {
    return this.#db.run(() => distinctValues(this.#db, 'aggregate_type'));
  }

  async listAggregates(options: Parameters<EventStore['listAggregates']>[0] = {}): Promise<AggregateSummary[]> {
    const listing = toListing(options);
    if (this.#db.shape.indexed.has('aggregate_id')) return listAggregates(this.#db, listing);
    return this.#db.run(() => groupAggregates(this.#db, listing));
  }

  async saveSnapshot(...[id, data, version, expiresAt = null]: Parameters<EventStore['saveSnapshot']>): Promise<void> {
    await this.#writes.run(1, () => saveSnapshot(this.#db, id, data, version, expiresAt));
  }

  async getLatestSnapshot(aggregateId: string): Promise<Snapshot | undefined> {
    return this.#db.run(() => latestSnapshot(this.#db, aggregateId));
  }

  async listSnapshots(aggregateId: string): Promise<Snapshot[]> {
    return this.#db.run(() => listSnapshots(this.#db, aggregateId));
  }

  async deleteSnapshots(aggregateId: string, only: SnapshotSelection = {}): Promise<number> {
    return this.#writes.run(1, () => deleteSnapshots(this.#db, aggregateId, only));
  }

  subscribe(...[filter, onEvents, options]: Parameters<EventStore['subscribe']>): { close(): void } {
    const onError = options?.onError ?? (() => {});
    return this.#tails.follow(this.#db, this.#compile(filter), { onEvents, onError });
  }

  async inspect(): Promise<StoreInspection> {
    return this.#db.run(() => inspectTable(this.#db));
  }

  async close(): Promise<void> {
    await this.#groupCommit.settled;
    this.#tails.close();
    await this.#db.reader.close();
    if (this.#db.connection.open) await this.#opened.release();
  }

  #append(events: readonly Event[], expectedVersion?: number): Promise<string[]> {
    const rows = events.map((event) => toEventRow(event));
    return this.#writes.run(rows.length, () => appendEvents(this.#db, rows, expectedVersion));
  }

  /** Throws `read-only-store`. */
  get #writes(): GroupCommit {
    if (this.readOnly) throw readOnlyStore(this.address);
    return this.#groupCommit;
  }

  #compile(filter: EventFilter): Criteria {
    return compileFilter(filter, ({ aggregate_id, key }) =>
      this.#db.runNow(() => this.#streams.of(aggregate_id).positionOf(key)),
    );
  }
}
