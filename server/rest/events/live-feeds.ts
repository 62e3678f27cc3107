import type { EventStore } from '../../domain/event-store.ts';
import type { EventFilter } from '../../domain/filter.ts';
import type { Limits } from '../limits.ts';
import { type FeedListener, LiveFeed } from './live-feed.ts';

/** So long a feed that nobody reads waits for one of its readers to come back, in milliseconds. */
const LINGER = 60_000;
/** So many of them may wait. */
const MOST_IDLE = 20;

interface Shared {
  readonly feed: LiveFeed;
  farewell?: NodeJS.Timeout | undefined;
}

/** The store's live tails, one for each filter that somebody follows. */
export class LiveFeeds {
  readonly #store: EventStore;
  readonly #limits: Limits;
  readonly #shared = new Map<string, Shared>();

  constructor(store: EventStore, limits: Limits) {
    this.#store = store;
    this.#limits = limits;
  }

  /** The feed of a filter, and the way to leave it. Throws `bad-filter`, `bad-expression`. */
  join(filter: EventFilter, listener: FeedListener): { readonly feed: LiveFeed; leave(): void } {
    const name = JSON.stringify(Object.entries(filter).sort());
    const shared = this.#shared.get(name) ?? { feed: new LiveFeed(this.#store, filter, this.#limits.liveBytes) };
    this.#shared.set(name, shared);
    clearTimeout(shared.farewell);
    const { feed } = shared;
    feed.listeners.add(listener);
    const leave = () => {
      feed.listeners.delete(listener);
      if (feed.listeners.size > 0) return;
      clearTimeout(shared.farewell);
      shared.farewell = setTimeout(() => this.#drop(name), LINGER).unref();
      this.#dropTooMany();
    };
    return { feed, leave };
  }

  close(): void {
    for (const name of this.#shared.keys()) this.#drop(name);
  }

  #drop(name: string): void {
    const shared = this.#shared.get(name);
    clearTimeout(shared?.farewell);
    shared?.feed.close();
    this.#shared.delete(name);
  }

  /** Feeds without readers are a courtesy: a few are enough, whoever asks for ever new filters. */
  #dropTooMany(): void {
    const idle = [...this.#shared].filter(([, { feed }]) => feed.listeners.size === 0).map(([name]) => name);
    for (const name of idle.slice(0, Math.max(0, idle.length - MOST_IDLE))) this.#drop(name);
  }
}
