import { randomUUID } from 'node:crypto';
import type { RecordedEvent } from '../../domain/event.ts';
import type { EventStore } from '../../domain/event-store.ts';
import type { EventFilter } from '../../domain/filter.ts';
import type { Limits } from '../limits.ts';

/** Events that are kept for readers who lost their connection. */
const MOST_KEPT = 1_000;
/** So long a feed that nobody reads waits for one of them to come back, in milliseconds. */
const LINGER = 60_000;

export interface FeedReader {
  /** The id names the place behind the event. */
  onEvent(id: string, event: RecordedEvent): void;
  /** Following the store failed; it goes on. */
  onError(error: unknown): void;
}

export interface Joined {
  /** The place at which the feed stood when the reader joined. */
  readonly id: string;
  /** What came after the place that the reader named; undefined when that is not known any more. */
  readonly missed: readonly (readonly [id: string, event: RecordedEvent])[] | undefined;
  leave(): void;
}

/** One tail of the store for all who follow the same filter, with the last events of it. */
class Feed {
  readonly readers = new Set<FeedReader>();
  readonly #name = randomUUID();
  readonly #kept: { readonly number: number; readonly event: RecordedEvent; readonly size: number }[] = [];
  readonly #tail: { close(): void };
  readonly #mostBytes: number;
  #bytes = 0;
  #number = 0;
  farewell: NodeJS.Timeout | undefined;

  constructor(store: EventStore, filter: EventFilter, mostBytes: number) {
    this.#mostBytes = mostBytes;
    const onEvents = (events: readonly RecordedEvent[]) => {
      for (const event of events) this.#take(event);
    };
    const onError = (error: unknown) => {
      for (const reader of this.readers) reader.onError(error);
    };
    this.#tail = store.subscribe(filter, onEvents, { onError });
  }

  get id(): string {
    return this.#idOf(this.#number);
  }

  /** What came after a place; undefined when this feed does not know it any more. */
  after(id: string): (readonly [string, RecordedEvent])[] | undefined {
    const number = Number(id.slice(this.#name.length + 1));
    const first = this.#number - this.#kept.length;
    if (id !== this.#idOf(number) || number < first || number > this.#number) return undefined;
    return this.#kept.filter((kept) => kept.number > number).map((kept) => [this.#idOf(kept.number), kept.event]);
  }

  close(): void {
    clearTimeout(this.farewell);
    this.#tail.close();
  }

  #take(event: RecordedEvent): void {
    this.#number++;
    const size = event.row.event_data_text.length + event.row.metadata_text.length;
    this.#kept.push({ number: this.#number, event, size });
    this.#bytes += size;
    while (this.#kept.length > MOST_KEPT || this.#bytes > this.#mostBytes) this.#bytes -= this.#kept.shift()!.size;
    for (const reader of this.readers) reader.onEvent(this.id, event);
  }

  #idOf(number: number): string {
    return `${this.#name}-${number}`;
  }
}

/** The store's live tails, one for each filter that somebody follows. */
export class LiveFeeds {
  readonly #store: EventStore;
  readonly #limits: Limits;
  readonly #feeds = new Map<string, Feed>();

  constructor(store: EventStore, limits: Limits) {
    this.#store = store;
    this.#limits = limits;
  }

  /** Follows from now on, or from the place `lastId`. Throws `bad-filter`, `bad-expression`. */
  join(filter: EventFilter, lastId: string | undefined, reader: FeedReader): Joined {
    const name = JSON.stringify(Object.entries(filter).sort());
    const feed = this.#feeds.get(name) ?? new Feed(this.#store, filter, this.#limits.pendingBytes);
    this.#feeds.set(name, feed);
    clearTimeout(feed.farewell);
    feed.readers.add(reader);
    return {
      id: feed.id,
      missed: lastId === undefined ? [] : feed.after(lastId),
      leave: () => {
        feed.readers.delete(reader);
        if (feed.readers.size > 0) return;
        feed.farewell = setTimeout(() => this.#drop(name, feed), LINGER).unref();
        this.#dropTooMany();
      },
    };
  }

  close(): void {
    for (const [name, feed] of this.#feeds) this.#drop(name, feed);
  }

  #drop(name: string, feed: Feed): void {
    feed.close();
    this.#feeds.delete(name);
  }

  /** Feeds without readers are a courtesy: there are never more of them than streams may be open. */
  #dropTooMany(): void {
    const idle = [...this.#feeds].filter(([, { readers }]) => readers.size === 0);
    for (const [name, feed] of idle.slice(0, Math.max(0, idle.length - this.#limits.streams))) this.#drop(name, feed);
  }
}
