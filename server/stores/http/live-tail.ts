import { DomainError, isDomainError } from '../../domain/errors.ts';
import type { RecordedEvent } from '../../domain/event.ts';
import { ROWS } from '../../protocol/event-rows.ts';
import { readLines, toEvent } from './read-rows.ts';
import type { ServiceClient, ServiceRequest } from './service-client.ts';

export interface TailListener {
  onEvents(events: readonly RecordedEvent[]): void;
  onError(error: unknown): void;
}

/** The service gives a sign of life every 15 seconds: after this time without one the connection is dead. */
const SILENCE = 60_000;

/**
 * Follows `/events/live`, and again with `Last-Event-ID` when the connection is lost: the service knows for a minute what
 * was missed. Errors are reported, a lost connection only when there is no other; they do not end it.
 */
export class LiveTail {
  /** Resolves when the service follows its store, or when that has failed for the first time. */
  readonly ready: Promise<void>;
  readonly #client: ServiceClient;
  readonly #query: ServiceRequest['query'];
  readonly #listener: TailListener;
  readonly #stop = new AbortController();
  readonly #settle: () => void;
  #lastId: string | undefined;
  #failures = 0;
  #isConnected = false;

  constructor(client: ServiceClient, query: ServiceRequest['query'], listener: TailListener) {
    this.#client = client;
    this.#query = query;
    this.#listener = listener;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.ready = promise;
    this.#settle = resolve;
    void this.#follow();
  }

  close(): void {
    this.#stop.abort();
    this.#settle();
  }

  async #follow(): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      try {
        await this.#connect();
      } catch (error) {
        if (signal.aborted) return;
        // What came while a connection was lost comes with the next one; that there is no next one must be said.
        if (!this.#isConnected) this.#report(error);
      }
      this.#isConnected = false;
      this.#settle();
      // Nobody keeps a process alive by waiting for a service that is away.
      await this.#client.pause(this.#client.delay(this.#failures++), signal).catch(() => this.close());
    }
  }

  /** Returns when the service ends the connection, as it does when it is shut down. */
  async #connect(): Promise<void> {
    const { body } = await this.#client.send({
      path: ['events', 'live'],
      query: this.#query,
      headers: {
        accept: `text/event-stream, ${ROWS}`,
        ...(this.#lastId !== undefined && { 'last-event-id': this.#lastId }),
      },
      signal: this.#stop.signal,
    });
    if (!body) return;
    let [id, kind, data] = ['', '', ''];
    for await (const line of readLines(body, SILENCE)) {
      if (this.#stop.signal.aborted) return;
      if (line.startsWith('id: ')) id = line.slice(4);
      else if (line.startsWith('event: ')) kind = line.slice(7);
      else if (line.startsWith('data: ')) data = line.slice(6);
      else if (line === '' && kind !== '') {
        this.#hear(kind, data);
        if (id !== '') this.#lastId = id;
        [id, kind, data] = ['', '', ''];
      }
    }
  }

  #hear(kind: string, data: string): void {
    if (kind === 'ready') {
      this.#failures = 0;
      this.#isConnected = true;
      this.#settle();
    }
    if (kind === 'appended') {
      try {
        this.#listener.onEvents([toEvent(this.#client, data)]);
      } catch (error) {
        this.#report(error);
      }
    }
    if (kind === 'lost') {
      this.#report(
        new DomainError(
          'store-failed',
          `The connection to ${this.#client.base} was lost for so long that new events may have been missed: read the store again`,
        ),
      );
    }
    if (kind === 'problem') this.#report(new DomainError('store-failed', `${this.#client.base}: ${detailOf(data)}`));
  }

  /** Apart from the tail's own work, which must go on whatever a listener does. */
  #report(error: unknown): void {
    const problem = isDomainError(error) ? error : this.#client.away(error);
    queueMicrotask(() => !this.#stop.signal.aborted && this.#listener.onError(problem));
  }
}

function detailOf(data: string): string {
  const { detail } = JSON.parse(data) as { detail?: unknown };
  return String(detail);
}
