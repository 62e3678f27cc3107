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
import type { JsonObject } from '../../domain/json.ts';
import type { StoreDescription } from '../../protocol/store-service.ts';
import { readOnlyStore } from '../append-rules.ts';
import { checkLimit, checkOffset } from '../bounds.ts';
import { compileFilter } from '../criteria.ts';
import { readEventStream, replayPages } from '../whole-stream.ts';
import { appendAll, appendOne, toSentRow } from './append-far.ts';
import { askAggregates, askCount, askCountOf, askPosition, askTypes, askVersion } from './ask.ts';
import { askEvent, askPage } from './ask-events.ts';
import { describeFar } from './describe-far.ts';
import { filterToQuery } from './filter-to-query.ts';
import { LiveTail } from './live-tail.ts';
import { ReadAhead } from './read-ahead.ts';
import { searchFar } from './search-far.ts';
import { CLIENT_OPTIONS, type ClientOptions, ServiceClient } from './service-client.ts';
import { parseServiceUri } from './service-uri.ts';
import { deleteFar, listFar, saveFar } from './snapshots-far.ts';

export interface HttpOptions extends Partial<ClientOptions> {
  readonly readOnly: boolean;
}

/** The store of another event-replay service. */
export class HttpStore implements EventStore {
  readonly address: string;
  readonly readOnly: boolean;
  readonly remarks: readonly string[];
  readonly #client: ServiceClient;
  readonly #ahead: ReadAhead;
  readonly #tails = new Set<LiveTail>();

  private constructor(client: ServiceClient, { read_only, remarks }: StoreDescription, readOnly: boolean) {
    this.address = client.base;
    this.readOnly = readOnly || read_only;
    this.remarks =
      read_only && !readOnly ? [...remarks, `The service at ${client.base} does not let anybody write to it`] : remarks;
    this.#client = client;
    this.#ahead = new ReadAhead(client);
  }

  /** Throws `bad-store-uri`, `not-a-store`, and `store-failed` when the service is away or refuses the token. */
  static async open(uri: string, { readOnly, ...options }: HttpOptions): Promise<HttpStore> {
    const client = new ServiceClient(parseServiceUri(uri), { ...CLIENT_OPTIONS, ...options });
    return new HttpStore(client, await describeFar(client), readOnly);
  }

  async saveEvent(event: Event, { expectedVersion }: { expectedVersion?: number | undefined } = {}): Promise<string> {
    return this.#write([event], ([row]) => appendOne(this.#client, row!, expectedVersion));
  }

  async saveEvents(events: readonly Event[]): Promise<string[]> {
    return this.#write(events, async (rows) => (rows.length === 0 ? [] : appendAll(this.#client, rows)));
  }

  getEvent(eventId: string): Promise<RecordedEvent | undefined> {
    return askEvent(this.#client, ['events', eventId]);
  }

  getEventsByAggregate(aggregateId: string, fromVersion?: number): Promise<RecordedEvent[]> {
    return Array.fromAsync(this.replayEvents(aggregateId, fromVersion));
  }

  async getEventStream(aggregateId: string): Promise<EventStream> {
    return readEventStream(this, aggregateId);
  }

  getAggregateVersion(aggregateId: string): Promise<number> {
    return askVersion(this.#client, aggregateId);
  }

  replayEvents(aggregateId: string, fromVersion?: number): AsyncIterableIterator<RecordedEvent> {
    return replayPages(this, aggregateId, fromVersion);
  }

  readStream(aggregateId: string, options: ReadOptions): Promise<RecordedEvent[]> {
    return this.#ahead.read(aggregateId, options);
  }

  async getEventAt(aggregateId: string, position: number): Promise<RecordedEvent | undefined> {
    return position < 1 ? undefined : askEvent(this.#client, ['aggregates', aggregateId, 'events', String(position)]);
  }

  getPosition(aggregateId: string, key: StreamKey): Promise<number> {
    return askPosition(this.#client, aggregateId, key);
  }

  countStream(aggregateId: string): Promise<number> {
    return askCount(this.#client, aggregateId);
  }

  searchStream(aggregateId: string, filters: readonly EventFilter[]): StreamSearch | undefined {
    return searchFar(this.#client, this, aggregateId, filters);
  }

  async queryEvents(filter: EventFilter, options: QueryOptions = {}): Promise<QueryPage> {
    check(filter);
    const { limit = 100, offset, cursor, order, signal } = options;
    const skip = cursor === undefined && offset !== undefined ? checkOffset(offset) : undefined;
    const page = { limit: checkLimit(limit), offset: skip, cursor, order };
    return askPage(this.#client, ['events'], { ...filterToQuery(filter), ...page }, signal);
  }

  async countEvents(filter: EventFilter): Promise<number> {
    check(filter);
    return askCountOf(this.#client, filter);
  }

  async readAll({ limit = 1_000, cursor }: Pick<QueryOptions, 'limit' | 'cursor'> = {}): Promise<QueryPage> {
    return askPage(this.#client, ['events'], { order: 'appended', limit: checkLimit(limit), cursor });
  }

  async findCaused(eventId: string, limit = 100): Promise<RecordedEvent[]> {
    const page = await askPage(this.#client, ['events', eventId, 'caused'], { limit: checkLimit(limit) });
    return [...page.events];
  }

  listAggregateTypes(): Promise<string[]> {
    return askTypes(this.#client);
  }

  async listAggregates(options: Parameters<EventStore['listAggregates']>[0] = {}): Promise<AggregateSummary[]> {
    const { aggregateType: aggregate_type, contains, prefix, after, limit = 100 } = options;
    return askAggregates(this.#client, { aggregate_type, contains, prefix, after, limit: checkLimit(limit) });
  }

  async saveSnapshot(id: string, data: JsonObject, version: number, expiresAt: string | null = null): Promise<void> {
    await this.#write([], () => saveFar(this.#client, id, data, version, expiresAt));
  }

  async getLatestSnapshot(aggregateId: string): Promise<Snapshot | undefined> {
    return (await listFar(this.#client, aggregateId, true))[0];
  }

  listSnapshots(aggregateId: string): Promise<Snapshot[]> {
    return listFar(this.#client, aggregateId, false);
  }

  async deleteSnapshots(aggregateId: string, only: SnapshotSelection = {}): Promise<number> {
    return this.#write([], () => deleteFar(this.#client, aggregateId, only));
  }

  subscribe(
    filter: EventFilter,
    onEvents: (events: readonly RecordedEvent[]) => void,
    { onError = () => {} }: { onError?: (error: unknown) => void } = {},
  ): { close(): void } {
    check(filter);
    const tail = new LiveTail(this.#client, filterToQuery(filter), { onEvents, onError });
    this.#tails.add(tail);
    return {
      close: () => {
        this.#tails.delete(tail);
        tail.close();
      },
    };
  }

  async close(): Promise<void> {
    for (const tail of this.#tails) tail.close();
    this.#tails.clear();
    this.#client.close();
  }

  /** A subscriber hears of what its own store appends after the call, however long the service takes to begin. */
  async #write<T>(events: readonly Event[], write: (rows: readonly string[]) => Promise<T>): Promise<T> {
    if (this.readOnly) throw readOnlyStore(this.address);
    const rows = events.map(toSentRow);
    await Promise.all([...this.#tails].map(({ ready }) => ready));
    this.#ahead.clear();
    return write(rows);
  }
}

/** Throws `bad-filter`, `bad-expression` before anybody is asked. */
function check(filter: EventFilter): void {
  compileFilter(filter, () => 0);
}
