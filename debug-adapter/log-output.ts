import type { DebugProtocol } from '@vscode/debugprotocol';
import type { LogMessage } from '../server/replay/replay-session.ts';
import type { Events } from './events.ts';
import type { Sources } from './sources.ts';

/** Messages up to this many per movement each link to their event; more are sent in blocks without links. */
const LINKED = 500;
/** A console with more lines than this is of no use to anybody. */
const MOST = 10_000;
/** Characters of a block. */
const BLOCK = 32_000;

/** Log messages on their way to the debug console: each links to its event, and a flood is dammed. */
export class LogOutput {
  readonly #events: Events;
  readonly #sources: Sources;
  readonly #firstLine: 0 | 1;
  #queue: LogMessage[] = [];
  #count = 0;
  /** One flush after the other, so that the lines stay in order. */
  #flushing: Promise<void> = Promise.resolve();

  constructor(events: Events, sources: Sources, firstLine: 0 | 1) {
    this.#events = events;
    this.#sources = sources;
    this.#firstLine = firstLine;
  }

  /** A new movement: the counting starts again. */
  begin(): void {
    this.#count = 0;
  }

  add(message: LogMessage): void {
    this.#count++;
    if (this.#count <= MOST) this.#queue.push(message);
  }

  /** Sends what has gathered; to be awaited before a stop is reported, so that the lines come first. */
  flush(isLast: boolean): Promise<void> {
    this.#flushing = this.#flushing.then(() => this.#flush(isLast));
    return this.#flushing;
  }

  async #flush(isLast: boolean): Promise<void> {
    const messages = this.#queue;
    this.#queue = [];
    const sent = Math.min(this.#count, MOST) - messages.length;
    const linked = messages.slice(0, Math.max(0, LINKED - sent));
    for (const message of linked) this.#send(message.text, await this.#link(message));
    let block = '';
    for (const { text } of messages.slice(linked.length)) {
      block += `${text}\n`;
      if (block.length < BLOCK) continue;
      this.#send(block.slice(0, -1));
      block = '';
    }
    if (block) this.#send(block.slice(0, -1));
    if (isLast && this.#count > MOST) {
      const more = (this.#count - MOST).toLocaleString('en-US');
      this.#send(`… and ${more} more log messages. A condition or a hit count on the log point makes them fewer.`);
    }
  }

  #send(text: string, link: Partial<DebugProtocol.OutputEvent['body']> = {}): void {
    this.#events.send('output', { category: 'stdout', output: `${text}\n`, ...link });
  }

  async #link({ event, position }: LogMessage): Promise<Partial<DebugProtocol.OutputEvent['body']>> {
    const { source, line } = await this.#sources.locate(event.aggregate_id, position);
    return { source, line: line - 1 + this.#firstLine };
  }
}
