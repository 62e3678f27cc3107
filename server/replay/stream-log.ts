import { DomainError } from '../domain/errors.ts';
import type { Event, RecordedEvent, StreamKey } from '../domain/event.ts';
import type { EventStore } from '../domain/event-store.ts';
import type { EventLog, StreamPlace } from './event-log.ts';

/** Pages of this size read fastest; see the benchmark. */
const PAGE = 500;

/** One stream as a log, from one version to another: an event's position in the log is its position in the stream. */
export class StreamLog implements EventLog {
  readonly store: EventStore;
  readonly aggregateIds: readonly [string];
  readonly first: number;
  readonly #toVersion: number | undefined;

  constructor(store: EventStore, aggregateId: string, first = 1, toVersion?: number) {
    this.store = store;
    this.aggregateIds = [aggregateId];
    this.first = first;
    this.#toVersion = toVersion;
  }

  /** Throws `stream-not-found`, and `bad-position` when no event lies between the two versions. */
  static async open(
    store: EventStore,
    aggregateId: string,
    fromVersion = 1,
    toVersion: number | undefined = undefined,
  ): Promise<StreamLog> {
    const [event] = await store.readStream(aggregateId, { fromVersion, limit: 1 });
    if (!event || event.version > (toVersion ?? Infinity)) {
      throw await noEvents(store, aggregateId, fromVersion, toVersion);
    }
    const first = fromVersion > 1 ? await store.getPosition(aggregateId, event.key) : 1;
    return new StreamLog(store, aggregateId, first, toVersion);
  }

  get isBounded(): boolean {
    return this.#toVersion !== undefined;
  }

  async last(): Promise<number> {
    const { store } = this;
    const [aggregateId] = this.aggregateIds;
    if (this.#toVersion === undefined) return store.countStream(aggregateId);
    const [after] = await store.readStream(aggregateId, { fromVersion: this.#toVersion + 1, limit: 1 });
    return after ? (await store.getPosition(aggregateId, after.key)) - 1 : store.countStream(aggregateId);
  }

  async read(
    _position: number,
    after: StreamKey | undefined,
    fields?: ReadonlySet<keyof Event>,
    most = PAGE,
  ): Promise<RecordedEvent[]> {
    const limit = Math.min(most, PAGE);
    const page = await this.store.readStream(this.aggregateIds[0], { after, limit, fields });
    const toVersion = this.#toVersion ?? Infinity;
    const end = page.findIndex(({ key }) => key.version > toVersion);
    return end < 0 ? page : page.slice(0, end);
  }

  async find({ aggregateId, position }: StreamPlace): Promise<number | undefined> {
    return aggregateId === this.aggregateIds[0] && (await this.placeAt(position)) ? position : undefined;
  }

  async placeAt(position: number): Promise<StreamPlace | undefined> {
    if (!(Number.isInteger(position) && position >= 1)) return undefined;
    const [aggregateId] = this.aggregateIds;
    const event = await this.store.getEventAt(aggregateId, position);
    return event && event.key.version <= (this.#toVersion ?? Infinity) ? { aggregateId, position } : undefined;
  }

  /** Nothing is remembered. */
  reset(): void {}
}

/** Throws `stream-not-found` when the store has no events of the aggregate. */
export async function assertStream(store: EventStore, aggregateId: string): Promise<void> {
  if ((await store.getAggregateVersion(aggregateId)) > 0) return;
  const message = `The store ${store.address} has no events of an aggregate '${aggregateId}'. Check aggregateId.`;
  throw new DomainError('stream-not-found', message);
}

async function noEvents(
  store: EventStore,
  aggregateId: string,
  fromVersion: number,
  toVersion: number | undefined,
): Promise<DomainError> {
  await assertStream(store, aggregateId);
  const version = await store.getAggregateVersion(aggregateId);
  const range = toVersion === undefined ? `from ${fromVersion}` : `${fromVersion} to ${toVersion}`;
  return new DomainError('bad-position', `${aggregateId} ends at version ${version}: no event lies in ${range}`);
}
