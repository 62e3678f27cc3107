import { ProtocolServer } from '@vscode/debugadapter/lib/protocol.js';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { DomainError, messageOf } from '../server/domain/errors.ts';
import { Adapter, type OpenStore } from './adapter.ts';
import { toErrorResponse } from './error-response.ts';
import { requests } from './requests/index.ts';

/** Requests whose errors only the client itself is interested in: a hover over a word that is no name. */
const QUIET = new Set(['evaluate', 'variables', 'scopes', 'stackTrace', 'source', 'gotoTargets', 'inlineChanges']);

/** Answered although they were cancelled: VS Code would show that they were, in place of what it asks for again. */
const QUICK = new Set(['stackTrace', 'threads']);

/** What long requests are called while they are on their way. */
const TITLES: Readonly<Record<string, string>> = {
  whoSet: 'Looking for the event that set this',
  locations: 'Looking for the event that set this',
  stepOut: 'Looking for where the causing aggregate goes on',
  launch: 'Opening the replay',
};

/**
 * A client at the other end of a pair of streams. Requests are answered one after the other, in the order in which they
 * came; a replay that runs does not hold the others up.
 */
export class Connection extends ProtocolServer {
  readonly adapter: Adapter;
  #queue: Promise<void> = Promise.resolve();
  /** The requests that came and were not answered yet, by number: what stops them. */
  readonly #open = new Map<number, { readonly command: string; readonly stop: AbortController }>();

  constructor(openStore: OpenStore) {
    super();
    this.adapter = new Adapter(openStore, {
      send: (event, body) => this.sendEvent({ type: 'event', seq: 0, event, body } as DebugProtocol.Event),
    });
  }

  protected override dispatchRequest(request: DebugProtocol.Request): void {
    if (request.command === 'cancel') {
      this.#cancel(request);
      return;
    }
    const stop = new AbortController();
    this.#open.set(request.seq, { command: request.command, stop });
    this.#queue = this.#queue
      .then(() => this.#serve(request, stop.signal))
      .finally(() => this.#open.delete(request.seq));
  }

  /** Out of turn, because it is about those that wait. */
  #cancel(request: DebugProtocol.CancelRequest): void {
    const { requestId, progressId } = request.arguments ?? {};
    const open = requestId === undefined ? undefined : this.#open.get(requestId);
    if (open && !QUICK.has(open.command)) open.stop.abort();
    if (progressId !== undefined) this.adapter.progress.cancel(progressId);
    this.#respond(request, { success: true });
  }

  async #serve(request: DebugProtocol.Request, signal: AbortSignal): Promise<void> {
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
      if (signal.aborted) throw new DomainError('cancelled', 'cancelled');
      body = await this.adapter.progress.track(TITLES[command] ?? 'Looking', signal, async (pace) =>
        handler.answer(this.adapter, args, pace),
      );
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
