import { ProtocolServer } from '@vscode/debugadapter/lib/protocol.js';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { messageOf } from '../server/domain/errors.ts';
import { Adapter, type OpenStore } from './adapter.ts';
import { toErrorResponse } from './error-response.ts';
import { requests } from './requests/index.ts';

/** Requests whose errors only the client itself is interested in: a hover over a word that is no name. */
const QUIET = new Set(['evaluate', 'variables', 'scopes', 'stackTrace', 'source', 'gotoTargets']);

/**
 * A client at the other end of a pair of streams. Requests are answered one after the other, in the order in which they
 * came; a replay that runs does not hold the others up.
 */
export class Connection extends ProtocolServer {
  readonly adapter: Adapter;
  #queue: Promise<void> = Promise.resolve();

  constructor(openStore: OpenStore) {
    super();
    this.adapter = new Adapter(openStore, {
      send: (event, body) => this.sendEvent({ type: 'event', seq: 0, event, body } as DebugProtocol.Event),
    });
  }

  protected override dispatchRequest(request: DebugProtocol.Request): void {
    this.#queue = this.#queue.then(() => this.#serve(request));
  }

  async #serve(request: DebugProtocol.Request): Promise<void> {
    const { command } = request;
    const args: unknown = request.arguments ?? {};
    const handler = Object.hasOwn(requests, command) ? requests[command] : undefined;
    if (!handler) {
      const unknown = new Error(`This debugger does not know the request '${command}'`);
      this.#respond(request, { success: false, ...toErrorResponse(unknown, false) });
      return;
    }
    let body: unknown;
    try {
      body = await handler.answer(this.adapter, args);
      this.#respond(request, { success: true, body });
    } catch (error) {
      this.#respond(request, { success: false, ...toErrorResponse(error, !QUIET.has(command)) });
      return;
    }
    // Not awaited: `pause` must be heard while this runs.
    void this.#afterwards(() => handler.afterwards?.(this.adapter, args, body));
  }

  async #afterwards(work: () => void | Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.adapter.events.send('output', { category: 'stderr', output: `${messageOf(error)}\n` });
    }
  }

  #respond(request: DebugProtocol.Request, rest: { success: boolean; message?: string; body?: unknown }): void {
    this.sendResponse({ type: 'response', seq: 0, request_seq: request.seq, command: request.command, ...rest });
  }
}
