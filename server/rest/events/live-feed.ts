import { randomUUID } from 'node:crypto';
import type { RecordedEvent } from '../../domain/event.ts';
import type { EventStore } from '../../domain/event-store.ts';
import type { EventFilter } from '../../domain/filter.ts';

/** What an event costs in memory besides its payload. In bytes. */
const OVERHEAD = 500;

export interface FeedListener {
  /** There is more to read. */
  onNews(): void;
  /** Following the store failed; it goes on. */
  onError(error: unknown): void;
}

/**
 * One tail of the store, with the last events of it. Events are numbered from 1; the id of a place is the feed's name and
 * the number of the event before it. Readers take events at their own pace, for as long as they are kept.
 */
export class LiveFeed {
  readonly listeners = new Set<FeedListener>();
  readonly #name = randomUUID();
  readonly #kept = new Map<number, RecordedEvent>();
  readonly #tail: { close(): void };
  readonly #mostBytes: number;
  #bytes = 0;
  #last = 0;

  constructor(store: EventStore, filter: EventFilter, mostBytes: number) {
    this.#mostBytes = mostBytes;
    const onEvents = (events: readonly RecordedEvent[]) => {
      for (const event of events) {
        this.#keep(event);
        // After each, so that a large batch is on its way before its first events are kept no more.
        for (const listener of this.listeners) listener.onNews();
      }
    };
    const onError = (error: unknown) => {
      for (const listener of this.listeners) listener.onError(error);
    };
    this.#tail = store.subscribe(filter, onEvents, { onError });
  }

  /** The number of the latest event. */
  get last(): number {
    return this.#last;
  }

  /** The number of the first event that is kept; one more than the latest when none is. */
  get first(): number {
    return this.#last - this.#kept.size + 1;
  }

  at(number: number): RecordedEvent | undefined {
    return this.#kept.get(number);
  }

  idOf(number: number): string {
    return `${this.#name}-${number}`;
  }

  /** The number that an id stands for; undefined for the id of another feed. */
  numberOf(id: string): number | undefined {
    const number = Number(id.slice(this.#name.length + 1));
    return id === this.idOf(number) && number <= this.#last ? number : undefined;
  }

  close(): void {
    this.#tail.close();
  }

  #keep(event: RecordedEvent): void {
    this.#kept.set(++this.#last, event);
    this.#bytes += sizeOf(event);
    for (const [number, oldest] of this.#kept) {
      if (this.#bytes <= this.#mostBytes || number === this.#last) return;
      this.#kept.delete(number);
      this.#bytes -= sizeOf(oldest);
    }
  }
}

function sizeOf({ row }: RecordedEvent): number {
  return row.event_data_text.length + row.metadata_text.length + OVERHEAD;
}
