import { isFailure } from '../domain/anomalies.ts';
import type { Event, RecordedEvent, StreamKey } from '../domain/event.ts';
import type { EventStore } from '../domain/event-store.ts';
import { qualifiedType } from '../domain/event-types.ts';
import { type StreamAddress, WINDOW_SIZE } from '../protocol/stream-address.ts';
import { Pace } from '../replay/pace.ts';
import { windowPages } from '../replay/read-window.ts';
import type { OpenStores } from './open-stores.ts';
import { SharedWork } from './shared-work.ts';

/** So many windows are remembered: the documents that a person has in view. */
const MOST = 4;

const FIELDS: ReadonlySet<keyof Event> = new Set([
  'version',
  'timestamp',
  'event_type',
  'aggregate_type',
  'correlation_id',
]);

/** What is remembered of each event of a window: little, because there are tens of thousands. */
export interface WindowLine {
  readonly version: number;
  readonly timestamp: string;
  readonly qualifiedType: string;
  /** Undefined for none. */
  readonly correlationId: string | undefined;
  readonly isFailure: boolean;
}

/** A window of a stream as far as it was read. Line n is the same event for ever; there are only ever more of them. */
export class StreamWindow {
  readonly store: EventStore;
  readonly address: StreamAddress;
  readonly lines: WindowLine[] = [];
  readonly #reading = new SharedWork((signal) => this.#read(signal));
  /** The same few texts stand in most lines: each is kept once. */
  readonly #texts = new Map<string, string>();
  #last: StreamKey | undefined;

  constructor(store: EventStore, address: StreamAddress) {
    this.store = store;
    this.address = address;
  }

  /** Reads the lines that came since. Throws what the store throws, and `cancelled`. */
  async catchUp(signal: AbortSignal): Promise<void> {
    if (this.lines.length < WINDOW_SIZE) await this.#reading.join(signal);
  }

  async #read(signal: AbortSignal): Promise<void> {
    const { aggregateId, firstPosition } = this.address;
    const size = WINDOW_SIZE - this.lines.length;
    const part = { aggregateId, firstPosition: firstPosition + this.lines.length, size, fields: FIELDS };
    for await (const page of windowPages(this.store, part, { after: this.#last, pace: new Pace(undefined, signal) })) {
      for (const event of page) this.lines.push(this.#toLine(event));
      this.#last = page.at(-1)!.key;
    }
  }

  #toLine(event: RecordedEvent): WindowLine {
    return {
      version: event.version,
      timestamp: event.timestamp,
      qualifiedType: this.#once(qualifiedType(event)),
      // An empty text is how some stores write that there is none.
      correlationId: event.correlation_id ? this.#once(event.correlation_id) : undefined,
      isFailure: isFailure(event),
    };
  }

  #once(text: string): string {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    this.#texts.set(text, text);
    return text;
  }
}

/** The last windows that were asked about, each read once, and on from there when its stream grew. */
export class Windows {
  readonly #stores: OpenStores;
  /** The last asked for stands last. */
  readonly #windows = new Map<string, StreamWindow>();

  constructor(stores: OpenStores) {
    this.#stores = stores;
  }

  /** The window with all the lines that it has now. Throws what the store throws, and `cancelled`. */
  async get(address: StreamAddress, signal: AbortSignal): Promise<StreamWindow> {
    const window = this.#find(await this.#stores.get(address.store), address);
    await window.catchUp(signal);
    return window;
  }

  #find(store: EventStore, address: StreamAddress): StreamWindow {
    const key = JSON.stringify([address.store, address.aggregateId, address.firstPosition]);
    const known = this.#windows.get(key);
    // A store that was opened anew may be another one.
    const window = known?.store === store ? known : new StreamWindow(store, address);
    this.#windows.delete(key);
    this.#windows.set(key, window);
    for (const oldest of this.#windows.keys()) {
      if (this.#windows.size <= MOST) break;
      this.#windows.delete(oldest);
    }
    return window;
  }
}
