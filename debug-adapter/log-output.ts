import type { LogMessage } from '../server/replay/replay-session.ts';
import { type ClientInfo, toClientLine } from './client-info.ts';
import type { Events } from './events.ts';
import type { Sources } from './sources.ts';

/**
 * Log messages on their way to the debug console, each with a link to its event. They need no dam: the protocol has log
 * messages on the breakpoints of lines only, and a line is one event.
 */
export class LogOutput {
  readonly #events: Events;
  readonly #sources: Sources;
  readonly #client: ClientInfo;
  /** One message after the other, so that they stay in order. */
  #sending: Promise<void> = Promise.resolve();

  constructor(events: Events, sources: Sources, client: ClientInfo) {
    this.#events = events;
    this.#sources = sources;
    this.#client = client;
  }

  add(message: LogMessage): void {
    this.#sending = this.#sending.then(() => this.#send(message));
  }

  /** Resolves when all messages are sent: to be awaited before a stop is reported, so that the lines come first. */
  flush(): Promise<void> {
    return this.#sending;
  }

  async #send({ text, event, position }: LogMessage): Promise<void> {
    const { source, line } = await this.#sources.locate(event.aggregate_id, position);
    const place = { source, line: toClientLine(line, this.#client) };
    this.#events.send('output', { category: 'stdout', output: `${text}\n`, ...place });
  }
}
