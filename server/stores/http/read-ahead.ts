import type { RecordedEvent, StreamKey } from '../../domain/event.ts';
import type { ReadOptions } from '../../domain/event-store.ts';
import { ROWS } from '../../protocol/event-rows.ts';
import { checkLimit } from '../bounds.ts';
import { readRows } from './read-rows.ts';
import type { ServiceClient } from './service-client.ts';

/** A request for more events than this is no cheaper for each of them. */
const MOST_EVENTS = 10_000;
/** Bytes of events that wait for whoever reads on. */
const MOST_BYTES = 8 << 20;
/** Readers that are remembered: sessions, and the fields that each of them asks for. */
const MOST_READERS = 8;

/** Where somebody stands who reads a stream page after page. */
interface Reader {
  /** The place behind the last event that was handed out. */
  readonly place: string;
  readonly waiting: readonly RecordedEvent[];
  /** How many events the last request was for. */
  readonly asked: number;
}

/**
 * Pages of streams, with fewer requests than pages: who reads on where the last page ended gets ever larger pieces
 * fetched, of which the next pages are cut. What is recorded does not change, so that it may wait here; at the end of a
 * stream the service is always asked.
 */
export class ReadAhead {
  readonly #client: ServiceClient;
  readonly #readers = new Map<string, Reader>();

  constructor(client: ServiceClient) {
    this.#client = client;
  }

  async read(aggregateId: string, options: ReadOptions): Promise<RecordedEvent[]> {
    const { after, limit, fields } = options;
    checkLimit(limit);
    const name = JSON.stringify([aggregateId, fields && [...fields].sort()]);
    const reader = this.#take(name, after);
    const waiting = reader?.waiting ?? [];
    if (waiting.length >= limit) return this.#handOut(name, waiting, limit, reader!.asked);
    // A second page in a row is followed by more.
    const asked = reader ? Math.min(MOST_EVENTS, Math.max(limit, reader.asked * 4)) : limit;
    const from = waiting.at(-1)?.key ?? after;
    const response = await this.#client.send({
      path: ['aggregates', aggregateId, 'events'],
      query: {
        limit: asked,
        cursor: from && JSON.stringify([from.version, from.tie]),
        from_version: from ? undefined : options.fromVersion,
        fields: fields && [...fields].join(','),
      },
      headers: { accept: ROWS },
    });
    const enough = (count: number, bytes: number) => waiting.length + count >= limit && bytes >= MOST_BYTES;
    const { events } = await readRows(this.#client, response, enough);
    return this.#handOut(name, [...waiting, ...events], limit, asked);
  }

  /** Forgets what waits: the streams have changed. */
  clear(): void {
    this.#readers.clear();
  }

  /** Taken away for as long as it is used, so that two who read at once do not get in each other's way. */
  #take(name: string, after: StreamKey | undefined): Reader | undefined {
    const reader = this.#readers.get(name);
    if (!reader || !after || reader.place !== placeOf(after)) return undefined;
    this.#readers.delete(name);
    return reader;
  }

  #handOut(name: string, events: readonly RecordedEvent[], limit: number, asked: number): RecordedEvent[] {
    const page = events.slice(0, limit);
    const last = page.at(-1);
    if (last) {
      this.#readers.delete(name);
      this.#readers.set(name, { place: placeOf(last.key), waiting: events.slice(limit), asked });
      if (this.#readers.size > MOST_READERS) this.#readers.delete(this.#readers.keys().next().value!);
    }
    return page;
  }
}

function placeOf({ version, tie }: StreamKey): string {
  return JSON.stringify([version, tie]);
}
