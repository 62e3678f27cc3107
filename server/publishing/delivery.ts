import { setTimeout as wait } from 'node:timers/promises';
import { messageOf } from '../domain/errors.ts';
import type { Event } from '../domain/event.ts';
import type { EventStore } from '../domain/event-store.ts';
import { type Backoff, backoffMs } from './backoff.ts';
import { failureKind } from './failure-kind.ts';
import { numberEvents, type Outgoing } from './outbox.ts';

export interface DeliveryOptions extends Backoff {
  readonly store: EventStore | (() => Promise<EventStore>);
  readonly batchSize: number;
  readonly attempts: number;
  warn(message: string, error?: unknown): void;
  onPublished(events: readonly Event[]): void;
  onLost(events: readonly Event[]): void;
}

/**
 * Brings waiting events to the store, in order. A batch that fails is tried again; one with an event in it that the store
 * will not take is halved until that event stands alone, and grows again behind it.
 */
export class Delivery {
  published = 0;
  refused = 0;
  retries = 0;
  conflicts = 0;
  readonly #options: DeliveryOptions;
  readonly #queue: Outgoing[] = [];
  #store: EventStore | undefined;
  #work: Promise<void> | undefined;
  /** Ends the wait for the next try. */
  #hurry: AbortController | undefined;
  #size: number;
  /** Tries of the batch at the head that failed. */
  #failures = 0;
  #isAway = false;
  #isAbandoned = false;

  constructor(options: DeliveryOptions) {
    this.#options = options;
    this.#size = options.batchSize;
  }

  get waiting(): number {
    return this.#queue.length;
  }

  add(outgoing: Outgoing): void {
    this.#queue.push(outgoing);
    this.#wake();
  }

  /** Tries at once, and resolves when nothing waits any more, or when the time is up. */
  async settled(timeoutMs: number): Promise<void> {
    const enough = new AbortController();
    let isTimeUp = false;
    const timeUp = wait(timeoutMs, undefined, { signal: enough.signal }).then(
      () => {
        isTimeUp = true;
      },
      () => {},
    );
    this.#failures = 0;
    this.#hurry?.abort();
    while (this.#work && !isTimeUp) await Promise.race([this.#work, timeUp]);
    enough.abort();
  }

  /** Gives up all that waits; returns how many. */
  abandon(): number {
    this.#isAbandoned = true;
    const left = this.#queue.splice(0);
    if (left.length > 0) this.#options.onLost(left.map(({ event }) => event));
    for (const { settle } of left) settle(false);
    return left.length;
  }

  /** Closes the store if it was opened here. */
  async close(): Promise<void> {
    if (typeof this.#options.store !== 'function') return;
    await this.#store?.close().catch((error) => this.#options.warn('The event store could not be closed', error));
  }

  #wake(): void {
    this.#work ??= this.#deliverAll().finally(() => {
      this.#work = undefined;
      if (this.#queue.length > 0) this.#wake();
    });
  }

  async #deliverAll(): Promise<void> {
    // Whatever is published in one go comes into one batch.
    await null;
    while (this.#queue.length > 0 && !this.#isAbandoned) {
      const batch = this.#queue.slice(0, this.#size);
      try {
        await this.#save(batch);
      } catch (error) {
        await this.#onFailure(batch, error);
      }
    }
  }

  async #save(batch: readonly Outgoing[]): Promise<void> {
    const store = await this.#open();
    if (this.#isAbandoned) return;
    const events = await numberEvents(store, batch);
    await store.saveEvents(events);
    if (this.#isAbandoned) return;
    this.#finish(batch, true);
    this.#size = Math.min(this.#options.batchSize, this.#size * 2);
    this.#options.onPublished(events);
  }

  async #open(): Promise<EventStore> {
    if (this.#store) return this.#store;
    const { store } = this.#options;
    this.#store = typeof store === 'function' ? await store() : store;
    // The publisher may have been closed while the store was being opened.
    if (this.#isAbandoned) await this.close();
    return this.#store;
  }

  async #onFailure(batch: readonly Outgoing[], error: unknown): Promise<void> {
    // That a store cannot be opened is no event's fault.
    const kind = this.#store ? failureKind(error) : 'away';
    if (kind === 'conflict') this.conflicts++;
    const isLost =
      kind === 'refused' ||
      kind === 'stored' ||
      (kind === 'conflict' && batch.some(({ hasOwnVersion }) => hasOwnVersion)) ||
      (kind === 'failed' && this.#failures + 1 >= this.#options.attempts && (await this.#answers(batch[0]!)));
    if (this.#isAbandoned) return;
    if (!isLost) return this.#retryLater(kind === 'conflict' ? undefined : error);
    if (batch.length > 1) this.#size = Math.ceil(batch.length / 2);
    else if (kind === 'stored') this.#finish(batch, true);
    else {
      const [{ event }] = batch as [Outgoing];
      this.#options.warn(
        `Event ${event.event_id} of ${event.aggregate_id} was not published: ${messageOf(error)}`,
        error,
      );
      this.#finish(batch, false);
    }
  }

  /** One warning when the store goes away, one when it is back. */
  async #retryLater(error: unknown): Promise<void> {
    this.retries++;
    if (error !== undefined && !this.#isAway) {
      this.#isAway = true;
      this.#options.warn(`Events wait for the store: ${messageOf(error)}`, error);
    }
    this.#hurry = new AbortController();
    const { signal } = this.#hurry;
    await wait(backoffMs(this.#failures++, this.#options), undefined, { ref: false, signal }).catch(() => {});
  }

  /** Does the store answer at all? Then it is this event that it cannot take. */
  async #answers({ event }: Outgoing): Promise<boolean> {
    try {
      await this.#store?.getAggregateVersion(event.aggregate_id);
      return this.#store !== undefined;
    } catch {
      return false;
    }
  }

  #finish(batch: readonly Outgoing[], stored: boolean): void {
    this.#queue.splice(0, batch.length);
    if (stored) this.published += batch.length;
    else {
      this.refused += batch.length;
      this.#options.onLost(batch.map(({ event }) => event));
    }
    this.#failures = 0;
    if (stored && this.#isAway) {
      this.#isAway = false;
      this.#options.warn(`The store takes events again; ${this.#queue.length} are waiting`);
    }
    for (const { settle } of batch) settle(stored);
  }
}
