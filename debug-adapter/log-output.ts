import type { DebugProtocol } from '@vscode/debugprotocol';
import type { Printed } from '../server/projections/printed.ts';
import type { LogMessage, PassedEvent } from '../server/replay/session-listener.ts';
import { type ClientInfo, toClientLine } from './client-info.ts';
import type { Events } from './events.ts';
import { PrintDam } from './print-dam.ts';
import type { Sources } from './sources.ts';

/**
 * Log messages and what the user's code prints on their way to the debug console, in order, each with a link to its
 * event. Log messages need no dam: the protocol has them on the breakpoints of lines only, and a line is one event.
 */
export class LogOutput {
  readonly #events: Events;
  readonly #sources: Sources;
  readonly #client: ClientInfo;
  readonly #dam = new PrintDam();
  #title: string | undefined;
  /** One message after the other, so that they stay in order. */
  #sending: Promise<void> = Promise.resolve();

  constructor(events: Events, sources: Sources, client: ClientInfo) {
    this.#events = events;
    this.#sources = sources;
    this.#client = client;
  }

  add(message: LogMessage): void {
    this.#add(`${message.text}\n`, 'stdout', message);
  }

  addPrint(printed: Printed, at: PassedEvent): void {
    if (!this.#dam.admits(printed, at)) return;
    this.#sayLeftOut();
    this.#add(printed.text, printed.stream, at);
  }

  /** Of no event. */
  addOutput(output: string, category: Printed['stream']): void {
    this.#add(output, category);
  }

  /** What comes until the next `flush` belongs to one run, and is shown below its title. */
  begin(title: string | undefined): void {
    this.#title = title;
  }

  /** Resolves when all messages are sent: to be awaited before a stop is reported, so that the lines come first. */
  flush(): Promise<void> {
    this.#sayLeftOut();
    this.#title = undefined;
    return this.#sending;
  }

  #sayLeftOut(): void {
    const text = this.#dam.takeLeftOut();
    if (text !== undefined) this.#add(`${text}\n`, 'stdout');
  }

  #add(output: string, category: Printed['stream'], at?: PassedEvent): void {
    if (this.#title !== undefined) this.#send({ category: 'stdout', output: `${this.#title}\n` });
    this.#title = undefined;
    this.#send({ category, output }, at);
  }

  #send(body: DebugProtocol.OutputEvent['body'], at?: PassedEvent): void {
    this.#sending = this.#sending.then(async () => {
      this.#events.send('output', { ...body, ...(at && (await this.#placeOf(at))) });
    });
  }

  async #placeOf({ event, position }: PassedEvent) {
    const { source, line } = await this.#sources.locate(event.aggregate_id, position);
    return { source, line: toClientLine(line, this.#client) };
  }
}
