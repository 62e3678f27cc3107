import * as z from 'zod';
import { isDomainError } from '../../domain/errors.ts';
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
import { ROWS } from '../../protocol/event-rows.ts';
import type { StoreDescription } from '../../protocol/store-service.ts';
import { readOnlyStore } from '../append-rules.ts';
import { checkLimit, checkOffset } from '../bounds.ts';
import { compileFilter, isDecidedInSql } from '../criteria.ts';
import { replayPages, toEventStream } from '../whole-stream.ts';
import { appendAll, appendOne } from './append-far.ts';
import { describeFar } from './describe-far.ts';
import { filterToQuery } from './filter-to-query.ts';
import { LiveTail } from './live-tail.ts';
import { ReadAhead } from './read-ahead.ts';
import { readEventRow, readRows } from './read-rows.ts';
import { searchFar } from './search-far.ts';
import { CLIENT_OPTIONS, type ClientOptions, ServiceClient, type ServiceRequest } from './service-client.ts';
import { parseServiceUri } from './service-uri.ts';
import { deleteFar, listFar, saveFar } from './snapshots-far.ts';

export interface HttpOptions extends Partial<ClientOptions> {
  readonly readOnly: boolean;
}

const Count = z.object({ count: z.number() });
const Version = z.object({ version: z.number() });
const Types = z.object({ aggregate_types: z.array(z.string()) });
const Aggregates = z.object({
  aggregates: z.array(
    z.object({
      aggregate_id: z.string(),
      aggregate_types: z.array(z.string()),
      event_count: z.number(),
      last_timestamp: z.string().nullable(),
    }),
  ),
});

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
    return this.#write([event], () => appendOne(this.#client, event, expectedVersion));
  }

  async saveEvents(events: readonly Event[]): Promise<string[]> {
    return this.#write(events, async () => (events.length === 0 ? [] : appendAll(this.#client, events)));
  }

  getEvent(eventId: string): Promise<RecordedEvent | undefined> {
    return this.#event(['events', eventId]);
  }

  getEventsByAggregate(aggregateId: string, fromVersion?: number): Promise<RecordedEvent[]> {
    return Array.fromAsync(this.replayEvents(aggregateId, fromVersion));
  }

  async getEventStream(aggregateId: string): Promise<EventStream> {
    const events = await this.getEventsByAggregate(aggregateId);
    return toEventStream(aggregateId, events, await this.getLatestSnapshot(aggregateId));
  }

  getAggregateVersion(aggregateId: string): Promise<number> {
    const request = { path: ['aggregates', aggregateId, 'version'] };
    return this.#client.json(request, (answer) => Version.parse(answer).version);
  }

  replayEvents(aggregateId: string, fromVersion?: number): AsyncIterableIterator<RecordedEvent> {
    return replayPages(this, aggregateId, fromVersion);
  }

  readStream(aggregateId: string, options: ReadOptions): Promise<RecordedEvent[]> {
    return this.#ahead.read(aggregateId, options);
  }

  async getEventAt(aggregateId: string, position: number): Promise<RecordedEvent | undefined> {
    return position < 1 ? undefined : this.#event(['aggregates', aggregateId, 'events', String(position)]);
  }

  getPosition(aggregateId: string, { version, tie }: StreamKey): Promise<number> {
    const request = {
      path: ['aggregates', aggregateId, 'position'],
      query: { place: JSON.stringify([version, tie]) },
    };
    return this.#client.json(request, (answer) => z.object({ position: z.number() }).parse(answer).position);
  }

  countStream(aggregateId: string): Promise<number> {
    return this.#count({ path: ['aggregates', aggregateId, 'count'] });
  }

  searchStream(aggregateId: string, filters: readonly EventFilter[]): StreamSearch | undefined {
    let at = 0;
    const criteria = filters.map((filter) => compileFilter(filter, () => at));
    if (criteria.length === 0 || !criteria.every(isDecidedInSql)) return undefined;
    return searchFar(this.#client, this, aggregateId, filters, (event, position) => {
      at = position;
      return criteria.some(({ test }) => test(event));
    });
  }

  async queryEvents(filter: EventFilter, options: QueryOptions = {}): Promise<QueryPage> {
    check(filter);
    const { limit = 100, offset, cursor, order } = options;
    const skip = cursor === undefined && offset !== undefined ? checkOffset(offset) : undefined;
    const page = { limit: checkLimit(limit), offset: skip, cursor, order };
    return this.#page({ path: ['events'], query: { ...filterToQuery(filter), ...page } });
  }

  async countEvents(filter: EventFilter): Promise<number> {
    check(filter);
    return this.#count({ path: ['events', 'count'], query: filterToQuery(filter) });
  }

  async readAll({ limit = 1_000, cursor }: Pick<QueryOptions, 'limit' | 'cursor'> = {}): Promise<QueryPage> {
    return this.#page({ path: ['events'], query: { order: 'appended', limit: checkLimit(limit), cursor } });
  }

  async findCaused(eventId: string, limit = 100): Promise<RecordedEvent[]> {
    const page = await this.#page({ path: ['events', eventId, 'caused'], query: { limit: checkLimit(limit) } });
    return [...page.events];
  }

  listAggregateTypes(): Promise<string[]> {
    return this.#client.json({ path: ['aggregate-types'] }, (answer) => Types.parse(answer).aggregate_types);
  }

  async listAggregates(options: Parameters<EventStore['listAggregates']>[0] = {}): Promise<AggregateSummary[]> {
    const { aggregateType: aggregate_type, contains, after, limit = 100 } = options;
    const query = { aggregate_type, contains, after, limit: checkLimit(limit) };
    return this.#client.json({ path: ['aggregates'], query }, (answer) => Aggregates.parse(answer).aggregates);
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
  async #write<T>(events: readonly Event[], write: () => Promise<T>): Promise<T> {
    if (this.readOnly) throw readOnlyStore(this.address);
    events.forEach(validateEvent);
    await Promise.all([...this.#tails].map(({ ready }) => ready));
    this.#ahead.clear();
    return write();
  }

  async #event(path: readonly string[]): Promise<RecordedEvent | undefined> {
    try {
      return await readEventRow(this.#client, await this.#client.send({ path, headers: { accept: ROWS } }));
    } catch (error) {
      if (isDomainError(error, 'event-not-found')) return undefined;
      throw error;
    }
  }

  async #page(request: ServiceRequest): Promise<QueryPage> {
    const { events, next } = await readRows(
      this.#client,
      await this.#client.send({ ...request, headers: { accept: ROWS } }),
    );
    return { events, next };
  }

  #count(request: ServiceRequest): Promise<number> {
    return this.#client.json(request, (answer) => Count.parse(answer).count);
  }
}

/** Throws `bad-filter`, `bad-expression` before anybody is asked. */
function check(filter: EventFilter): void {
  compileFilter(filter, () => 0);
}
