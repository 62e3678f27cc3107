import { type Event, type RecordedEvent, type StreamKey, validateEvent } from '../../domain/event.ts';
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
import type { JsonObject } from '../../domain/json.ts';
import { isListed, toListing } from '../aggregate-listing.ts';
import { readOnlyStore, unknownSnapshotVersion } from '../append-rules.ts';
import { checkLimit } from '../bounds.ts';
import { compileFilter } from '../criteria.ts';
import { findCaused, readEventStream, replayPages } from '../whole-stream.ts';
import { append, countUpTo, emptyLog, truncate } from './memory-log.ts';
import { MemorySnapshots } from './memory-snapshots.ts';
import { queryLog, readLog } from './query-log.ts';
import { searchLog } from './search-log.ts';
import { summarise } from './summarise.ts';

/** A store that lives as long as its object: for tests, for imports that are only looked at, and as the model of the port. */
export class MemoryStore implements EventStore {
  readonly address = 'memory:';
  readonly readOnly: boolean;
  readonly remarks: readonly string[] = [];
  readonly #log = emptyLog();
  readonly #snapshots = new MemorySnapshots();
  readonly #listeners = new Set<(events: readonly RecordedEvent[]) => void>();

  constructor({ readOnly = false }: { readOnly?: boolean } = {}) {
    this.readOnly = readOnly;
  }

  async saveEvent(event: Event, options: { expectedVersion?: number | undefined } = {}): Promise<string> {
    const [id] = this.#save([event], options.expectedVersion);
    return id!;
  }

  async saveEvents(events: readonly Event[]): Promise<string[]> {
    return this.#save(events, undefined);
  }

  async getEvent(eventId: string): Promise<RecordedEvent | undefined> {
    return this.#log.byId.get(eventId);
  }

  async getEventsByAggregate(aggregateId: string, fromVersion = 1): Promise<RecordedEvent[]> {
    return this.#stream(aggregateId).filter((event) => event.version >= fromVersion);
  }

  async getEventStream(aggregateId: string): Promise<EventStream> {
    return readEventStream(this, aggregateId);
  }

  async getAggregateVersion(aggregateId: string): Promise<number> {
    return this.#stream(aggregateId).at(-1)?.version ?? 0;
  }

  replayEvents(aggregateId: string, fromVersion?: number): AsyncIterableIterator<RecordedEvent> {
    return replayPages(this, aggregateId, fromVersion);
  }

  async readStream(aggregateId: string, { after, fromVersion = 1, limit }: ReadOptions): Promise<RecordedEvent[]> {
    const stream = this.#stream(aggregateId);
    const start = countUpTo(stream, after ?? { version: fromVersion, tie: 0 });
    return stream.slice(start, start + checkLimit(limit));
  }

  async getEventAt(aggregateId: string, position: number): Promise<RecordedEvent | undefined> {
    return this.#stream(aggregateId)[position - 1];
  }

  async getPosition(aggregateId: string, key: StreamKey): Promise<number> {
    return countUpTo(this.#stream(aggregateId), key);
  }

  async countStream(aggregateId: string): Promise<number> {
    return this.#stream(aggregateId).length;
  }

  searchStream(aggregateId: string, filters: readonly EventFilter[]): StreamSearch {
    const tests = filters.map((filter) => this.#compile(filter).test);
    return searchLog(
      () => this.#stream(aggregateId),
      (event) => tests.some((test) => test(event)),
    );
  }

  async queryEvents(filter: EventFilter, options: QueryOptions = {}): Promise<QueryPage> {
    return queryLog(this.#log.events, this.#compile(filter), options);
  }

  async countEvents(filter: EventFilter): Promise<number> {
    const { test } = this.#compile(filter);
    return this.#log.events.filter(test).length;
  }

  async readAll({ limit, cursor }: Parameters<EventStore['readAll']>[0] = {}): Promise<QueryPage> {
    return readLog(this.#log.events, limit, cursor);
  }

  async findCaused(eventId: string, limit = 100): Promise<RecordedEvent[]> {
    return findCaused(this, eventId, limit);
  }

  async listAggregateTypes(): Promise<string[]> {
    return [...new Set(this.#log.events.map((event) => event.aggregate_type))].sort();
  }

  async listAggregates(options: Parameters<EventStore['listAggregates']>[0] = {}): Promise<AggregateSummary[]> {
    const listing = toListing(options);
    const { aggregateType, after = '', limit } = listing;
    return [...this.#log.streams]
      .filter(([id]) => id > after && isListed(id, listing))
      .map(([id, stream]) => summarise(id, stream))
      .filter(({ aggregate_types }) => aggregateType === undefined || aggregate_types.includes(aggregateType))
      .sort((a, b) => (a.aggregate_id < b.aggregate_id ? -1 : 1))
      .slice(0, limit);
  }

  async saveSnapshot(
    aggregateId: string,
    data: JsonObject,
    version: number,
    expiresAt: string | null = null,
  ): Promise<void> {
    this.#checkWritable();
    const event = this.#stream(aggregateId).findLast((candidate) => candidate.version === version);
    if (!event) throw unknownSnapshotVersion(aggregateId, version);
    this.#snapshots.save(event, data, expiresAt);
  }

  async getLatestSnapshot(aggregateId: string): Promise<Snapshot | undefined> {
    return this.#snapshots.latest(aggregateId);
  }

  async listSnapshots(aggregateId: string): Promise<Snapshot[]> {
    return this.#snapshots.list(aggregateId);
  }

  async deleteSnapshots(aggregateId: string, only: SnapshotSelection = {}): Promise<number> {
    this.#checkWritable();
    return this.#snapshots.delete(aggregateId, only);
  }

  subscribe(filter: EventFilter, onEvents: (events: readonly RecordedEvent[]) => void): { close(): void } {
    const { test } = this.#compile(filter);
    const listener = (events: readonly RecordedEvent[]) => {
      const wanted = events.filter(test);
      if (wanted.length > 0 && this.#listeners.has(listener)) onEvents(wanted);
    };
    this.#listeners.add(listener);
    return { close: () => void this.#listeners.delete(listener) };
  }

  async close(): Promise<void> {
    this.#listeners.clear();
  }

  #save(events: readonly Event[], expectedVersion: number | undefined): string[] {
    this.#checkWritable();
    events.forEach(validateEvent);
    const before = this.#log.events.length;
    try {
      for (const event of events) append(this.#log, event, expectedVersion);
    } catch (error) {
      truncate(this.#log, before);
      throw error;
    }
    const appended = this.#log.events.slice(before);
    for (const listener of this.#listeners) setImmediate(listener, appended);
    return appended.map((event) => event.event_id);
  }

  #checkWritable(): void {
    if (this.readOnly) throw readOnlyStore(this.address);
  }

  #compile(filter: EventFilter) {
    return compileFilter(filter, (event) => countUpTo(this.#stream(event.aggregate_id), event.key));
  }

  #stream(aggregateId: string): readonly RecordedEvent[] {
    return this.#log.streams.get(aggregateId) ?? [];
  }
}
