import { DomainError } from '../domain/errors.ts';
import type { RecordedEvent } from '../domain/event.ts';
import type { EventStore } from '../domain/event-store.ts';
import { normaliseTimestamp } from '../domain/timestamp.ts';
import type { MoveTarget } from './stop.ts';

/** The part of a stream that a session walks, and where in it the places are that people name. */
export class StreamRange {
  readonly store: EventStore;
  readonly aggregateId: string;
  readonly fromVersion: number;
  readonly toVersion: number | undefined;
  /** The position of the first event that is walked. */
  readonly first: number;

  private constructor(range: Omit<StreamRange, 'resolve'>) {
    this.store = range.store;
    this.aggregateId = range.aggregateId;
    this.fromVersion = range.fromVersion;
    this.toVersion = range.toVersion;
    this.first = range.first;
  }

  /** Throws `stream-not-found`, and `bad-position` when no event lies between the two versions. */
  static async open(
    store: EventStore,
    aggregateId: string,
    fromVersion = 1,
    toVersion: number | undefined = undefined,
  ): Promise<StreamRange> {
    const [event] = await store.readStream(aggregateId, { fromVersion, limit: 1 });
    if (!event || event.version > (toVersion ?? Infinity)) {
      throw await noEvents(store, aggregateId, fromVersion, toVersion);
    }
    const first = fromVersion > 1 ? await store.getPosition(aggregateId, event.key) : 1;
    return new StreamRange({ store, aggregateId, fromVersion, toVersion, first });
  }

  /** The position that a target means. Throws `bad-position` with what there is instead. */
  async resolve(target: MoveTarget): Promise<number> {
    if (target === 'first') return this.first;
    if (target === 'last') return this.#last();
    const event = await this.#find(target);
    if (!event || event.version > (this.toVersion ?? Infinity)) throw await this.#noSuch(target);
    const position = 'position' in target ? target.position : await this.store.getPosition(this.aggregateId, event.key);
    if (position >= this.first) return position;
    throw new DomainError('bad-position', `This replay starts at event ${this.first}, and ${position} is before it`);
  }

  async #find(target: Exclude<MoveTarget, string>): Promise<RecordedEvent | undefined> {
    const { store, aggregateId } = this;
    if ('position' in target) {
      return Number.isInteger(target.position) ? store.getEventAt(aggregateId, target.position) : undefined;
    }
    if ('version' in target) {
      const [event] = await store.readStream(aggregateId, { fromVersion: target.version, limit: 1 });
      return event?.version === target.version ? event : undefined;
    }
    if ('event_id' in target) {
      const event = await store.getEvent(target.event_id);
      return event?.aggregate_id === aggregateId ? event : undefined;
    }
    const to_timestamp = normaliseTimestamp(target.timestamp);
    return (await store.queryEvents({ aggregate_id: aggregateId, to_timestamp }, { limit: 1 })).events[0];
  }

  async #noSuch(target: Exclude<MoveTarget, string>): Promise<DomainError> {
    const [[kind, wanted]] = Object.entries(target) as [[string, string | number]];
    const what = { position: `event ${wanted}`, version: `version ${wanted}`, timestamp: `event up to ${wanted}` }[
      kind
    ];
    const last = await this.#last();
    const range = `events ${this.first} to ${last}`;
    return new DomainError('bad-position', `${this.aggregateId} has ${range}, and no ${what ?? `event ${wanted}`}`);
  }

  async #last(): Promise<number> {
    const { store, aggregateId, toVersion } = this;
    if (toVersion === undefined) return store.countStream(aggregateId);
    const [after] = await store.readStream(aggregateId, { fromVersion: toVersion + 1, limit: 1 });
    return after ? (await store.getPosition(aggregateId, after.key)) - 1 : store.countStream(aggregateId);
  }
}

async function noEvents(
  store: EventStore,
  aggregateId: string,
  fromVersion: number,
  toVersion: number | undefined,
): Promise<DomainError> {
  const version = await store.getAggregateVersion(aggregateId);
  if (version === 0) {
    const message = `The store ${store.address} has no events of an aggregate '${aggregateId}'. Check aggregateId.`;
    return new DomainError('stream-not-found', message);
  }
  const range = toVersion === undefined ? `from ${fromVersion}` : `${fromVersion} to ${toVersion}`;
  return new DomainError('bad-position', `${aggregateId} ends at version ${version}: no event lies in ${range}`);
}
