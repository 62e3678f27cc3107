import { messageOf } from '../domain/errors.ts';
import type { Event, NewEvent } from '../domain/event.ts';
import type { EventStore } from '../domain/event-store.ts';
import { Delivery } from './delivery.ts';
import { type Outgoing, prepareEvent } from './outbox.ts';

export interface PublisherOptions {
  /** An open store, or the way to open it: then it is opened when it is first needed, and closed with the publisher. */
  readonly store: EventStore | (() => Promise<EventStore>);
  /** So many events wait at most while the store is away; further ones are dropped. 10,000 when left out. */
  readonly capacity?: number | undefined;
  /** So many events go to the store at once; 100 when left out. */
  readonly batchSize?: number | undefined;
  /** The wait before the first retry; 100 ms when left out. It doubles with each retry. */
  readonly firstDelayMs?: number | undefined;
  /** The longest wait between two tries; 30,000 ms when left out. */
  readonly maxDelayMs?: number | undefined;
  /** An event that fails so often on a store that answers otherwise is given up; 10 when left out. */
  readonly attempts?: number | undefined;
  /** Told when publishing stops to work, when it works again, and of what is lost. Node's own warnings when left out. */
  readonly warn?: ((message: string, error?: unknown) => void) | undefined;
  /** Told of events that the store has taken: what a `Snapshotter` notices. */
  readonly onPublished?: ((events: readonly Event[]) => void) | undefined;
  /** Told of events that will never be in the store: invalid, refused or dropped. What `Metrics` counts as lost. */
  readonly onLost?: ((events: readonly NewEvent[]) => void) | undefined;
}

export interface PublisherCounts {
  readonly published: number;
  /** Invalid ones, and those that the store will never take. */
  readonly failed: number;
  /** Lost because the buffer was full or the publisher was closed. */
  readonly dropped: number;
  /** Tries that failed and were repeated. */
  readonly retries: number;
  /** Of those, the ones that lost a race for a version. */
  readonly conflicts: number;
  /** Waiting now. */
  readonly buffered: number;
}

export interface Publication {
  readonly event_id: string;
  /** Does the store have it? Resolves when that is known, and never rejects. */
  readonly stored: Promise<boolean>;
}

/**
 * The writing side for services: takes events at once, and brings them to the store behind the caller's back, in order
 * and in batches. Nothing here throws or rejects: what goes wrong with publishing is counted and warned of, and never
 * breaks the service. Waiting for a store that is away does not keep the process alive: `close` at shutdown.
 */
export class EventPublisher {
  readonly #capacity: number;
  readonly #warn: (message: string, error?: unknown) => void;
  readonly #onLost: (events: readonly NewEvent[]) => void;
  readonly #delivery: Delivery;
  #failed = 0;
  #dropped = 0;
  #isFull = false;
  #isClosed = false;

  constructor({
    store,
    capacity = 10_000,
    batchSize = 100,
    firstDelayMs = 100,
    maxDelayMs = 30_000,
    attempts = 10,
    warn = (message) => process.emitWarning(message, 'EventPublisher'),
    onPublished = () => {},
    onLost = () => {},
  }: PublisherOptions) {
    this.#capacity = capacity;
    this.#warn = quietly(warn);
    this.#onLost = quietly(onLost);
    const listeners = { warn: this.#warn, onPublished: quietly(onPublished), onLost: this.#onLost };
    this.#delivery = new Delivery({ store, batchSize, firstDelayMs, maxDelayMs, attempts, ...listeners });
  }

  get counts(): PublisherCounts {
    const { published, refused, retries, conflicts, waiting } = this.#delivery;
    return {
      published,
      failed: this.#failed + refused,
      dropped: this.#dropped,
      retries,
      conflicts,
      buffered: waiting,
    };
  }

  /** The event gets its id and its time now, and without a version of its own the next one of its stream. */
  publish(fields: NewEvent): Publication {
    try {
      return this.#take(prepareEvent(fields), fields.version !== undefined);
    } catch (error) {
      this.#failed++;
      this.#warn(`An event was not published: ${messageOf(error)}`, error);
      this.#onLost([fields]);
      return { event_id: String(fields?.event_id ?? ''), stored: Promise.resolve(false) };
    }
  }

  /** Resolves when nothing waits any more, or after so many milliseconds, with the number of events that still wait. */
  async flush(timeoutMs = 5_000): Promise<number> {
    await this.#delivery.settled(timeoutMs);
    return this.#delivery.waiting;
  }

  /** Takes no more events, flushes, gives up what is left then, and closes the store if it opened it. */
  async close(timeoutMs = 5_000): Promise<PublisherCounts> {
    this.#isClosed = true;
    await this.flush(timeoutMs);
    const lost = this.#delivery.abandon();
    this.#dropped += lost;
    if (lost > 0) this.#warn(`${lost} events were lost: the store did not take them before the publisher was closed`);
    await this.#delivery.close();
    return this.counts;
  }

  #take(event: Event, hasOwnVersion: boolean): Publication {
    if (this.#isClosed || this.#delivery.waiting >= this.#capacity) {
      this.#drop(event);
      return { event_id: event.event_id, stored: Promise.resolve(false) };
    }
    this.#isFull = false;
    const { promise: stored, resolve: settle } = Promise.withResolvers<boolean>();
    const outgoing: Outgoing = { event, hasOwnVersion, settle };
    this.#delivery.add(outgoing);
    return { event_id: event.event_id, stored };
  }

  /** One warning for each time that the buffer fills up. */
  #drop(event: Event): void {
    this.#dropped++;
    this.#onLost([event]);
    if (this.#isFull) return;
    this.#isFull = true;
    const why = this.#isClosed ? 'the publisher is closed' : `${this.#capacity} events wait for the store already`;
    this.#warn(`Events are being dropped: ${why}`);
  }
}

/** A listener that throws must not break the service. */
function quietly<Args extends unknown[]>(listener: (...args: Args) => void): (...args: Args) => void {
  return (...args) => {
    try {
      listener(...args);
    } catch (error) {
      process.emitWarning(`A listener of an event publisher failed: ${messageOf(error)}`, 'EventPublisher');
    }
  };
}
