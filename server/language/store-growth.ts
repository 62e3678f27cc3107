import type { RecordedEvent } from '../domain/event.ts';
import type { EventStore } from '../domain/event-store.ts';
import { MOST_GROWN_STREAMS, type StoreGrew } from '../protocol/notifications.ts';

/** News of a store are gathered for so long, in milliseconds: a busy store is told of four times a second. */
const GATHER = 250;

/** Tells of the stores that are open when they grow. */
export class StoreGrowth {
  readonly #tell: (grew: StoreGrew) => void;
  readonly #gathering = new Map<EventStore, Set<string>>();

  constructor(tell: (grew: StoreGrew) => void) {
    this.#tell = tell;
  }

  /** Until the store is closed. A store that cannot be followed is read as well without: nobody is told of its growth. */
  follow(store: EventStore): void {
    try {
      store.subscribe({}, (events) => this.#gather(store, events));
    } catch {
      return;
    }
  }

  #gather(store: EventStore, events: readonly RecordedEvent[]): void {
    const known = this.#gathering.get(store);
    const streams = known ?? new Set();
    for (const { aggregate_id } of events) if (streams.size <= MOST_GROWN_STREAMS) streams.add(aggregate_id);
    if (known) return;
    this.#gathering.set(store, streams);
    setTimeout(() => this.#tellOf(store, streams), GATHER).unref();
  }

  #tellOf(store: EventStore, streams: ReadonlySet<string>): void {
    this.#gathering.delete(store);
    const aggregateIds = [...streams].slice(0, MOST_GROWN_STREAMS);
    this.#tell({ store: store.address, aggregateIds, more: streams.size > MOST_GROWN_STREAMS });
  }
}
