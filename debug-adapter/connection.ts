import type { Readable, Writable } from 'node:stream';
import { ProtocolServer } from '@vscode/debugadapter/lib/protocol.js';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { DomainError, isDomainError, messageOf } from '../server/domain/errors.ts';
import { isLocalService } from '../server/protocol/service-url.ts';
import { Adapter, type OpenStore } from './adapter.ts';
import { toErrorResponse } from './error-response.ts';
import type { Handler } from './handler.ts';
import { HeldOutput } from './held-output.ts';
import type { OpenReplay } from './open-replay.ts';
import { OpenRequests } from './open-requests.ts';
import { parseArguments } from './parse-arguments.ts';
import type { Relay } from './relay.ts';
import { handlerOf } from './requests/index.ts';

/** Requests whose errors only the client itself is interested in: a hover over a word that is no name. */
const QUIET = new Set(['evaluate', 'variables', 'scopes', 'stackTrace', 'source', 'gotoTargets', 'inlineChanges']);

/** What somebody sends who wants everything to stand still. */
const HALTS = new Set(['pause', 'terminate', 'disconnect']);

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
  /** Where requests go once the client was attached to a session of another process. */
  #relay: Relay | undefined;
  /** What the client said of itself. */
  #initialize: DebugProtocol.Request | undefined;
  readonly #open = new OpenRequests();
  #output: HeldOutput | undefined;

  /** `live` is the session of this process that the client may attach to. */
  constructor(openStore: OpenStore, live?: OpenReplay) {
    super();
    this.adapter = new Adapter(
      openStore,
      {
        send: (event, body) => {
          this.sendEvent({ type: 'event', seq: 0, event, body } as DebugProtocol.Event);
          // VS Code may forget a stop that reaches it together with this.
          if (event === 'continued') this.#output?.flush();
        },
      },
      live,
    );
    this.on('close', () => this.#relay?.close());
  }

  override start(input: Readable, output: Writable): void {
    this.#output = new HeldOutput(output);
    // All that a protocol server does with an output is there.
    super.start(input, this.#output as unknown as NodeJS.WritableStream);
  }

  protected override dispatchRequest(request: DebugProtocol.Request): void {
    if (request.command === 'cancel') {
      this.#cancel(request);
      return;
    }
    if (HALTS.has(request.command)) this.#cutShort(request.command === 'pause');
    this.#queue = this.#serveAfter(this.#queue, request, this.#open.open(request));
  }

  /** Out of turn, because it is about those that wait. */
  #cancel(request: DebugProtocol.CancelRequest): void {
    if (this.#relay) {
      this.#relay.forward(request);
      return;
    }
    const { requestId, progressId } = request.arguments ?? {};
    if (requestId !== undefined) this.#open.cancel(requestId);
    if (progressId !== undefined) this.adapter.progress.cancel(progressId);
    this.#respond(request, { success: true });
  }

  /** The user's code may never return, and who wants to stop it must not wait for it in the queue. */
  #cutShort(isPause: boolean): void {
    this.#open.cutShort(isPause);
    const launched = this.adapter.isLaunched ? this.adapter.launched : undefined;
    // Others go on when a client leaves.
    if (launched && (isPause || !launched.isShared)) launched.movement.pause();
  }

  async #serveAfter(others: Promise<void>, request: DebugProtocol.Request, signal: AbortSignal): Promise<void> {
    await others;
    try {
      await this.#serve(request, signal);
    } finally {
      this.#open.close(request);
    }
  }

  async #serve(request: DebugProtocol.Request, signal: AbortSignal): Promise<void> {
    const { command } = request;
    if (this.#relay) {
      this.#relay.forward(request);
      return;
    }
    if (command === 'initialize') this.#initialize = request;
    if (command === 'attach' && !this.adapter.live) {
      await this.#attach(request);
      return;
    }
    const args: unknown = request.arguments ?? {};
    const found = handlerOf(command);
    const handler = found instanceof Promise ? await found : found;
    if (!handler) {
      const unknown = new Error(`This debugger does not know the request '${command}'`);
      this.#respond(request, { success: false, ...toErrorResponse(unknown, false) });
      return;
    }
    const { progress, pace } = this.adapter.progress.begin(TITLES[command] ?? 'Looking', signal);
    let body: unknown;
    try {
      if (signal.aborted) throw new DomainError('cancelled', 'cancelled');
      body = await handler.answer(this.adapter, args, pace);
      // The answer goes out together with the stop, where that follows at once.
      if (handler.afterwards) this.#output?.hold();
      this.#respond(request, { success: true, body });
    } catch (error) {
      const told = error instanceof Error && !isDomainError(error) ? notAnswered(command, error) : error;
      this.#respond(request, { success: false, ...toErrorResponse(told, !QUIET.has(command)) });
      return;
    } finally {
      this.adapter.progress.end(progress);
    }
    if (command === 'configurationDone') this.emit('configured');
    // Not awaited: `pause` must be heard while this runs.
    if (handler.afterwards) void this.#afterwards(handler, args, body);
  }

  /** From here on another adapter answers, in the process of the service that holds the session. */
  async #attach(request: DebugProtocol.Request): Promise<void> {
    try {
      if (this.adapter.isLaunched) throw new DomainError('bad-launch', 'This session already has a replay');
      // Loaded when it is needed: HTTP alone takes as long to load as all the rest of a session that is launched.
      const [{ Relay }, { AttachArguments }] = await Promise.all([
        import('./relay.ts'),
        import('../server/protocol/attach-arguments.ts'),
      ]);
      const args = parseArguments(AttachArguments, request.arguments, 'launch.json');
      const relay = await Relay.open(args, {
        message: (message) => this.#passOn(message),
        closed: () => this.#afterRelay(args.service),
      });
      if (this.#initialize) relay.forward(this.#initialize);
      const sourceMode = args.sourceMode ?? (isLocalService(args.service) ? undefined : 'reference');
      relay.forward({ ...request, arguments: { ...args, sourceMode } });
      this.#relay = relay;
    } catch (error) {
      this.#respond(request, { success: false, ...toErrorResponse(error, true) });
    }
  }

  #passOn(message: DebugProtocol.Response | DebugProtocol.Event): void {
    if (message.type === 'event') {
      this.sendEvent({ ...message, seq: 0 } as DebugProtocol.Event);
      return;
    }
    const response = message as DebugProtocol.Response;
    // The client has had an answer of this adapter to that.
    if (response.request_seq !== this.#initialize?.seq) this.sendResponse({ ...response, seq: 0 });
  }

  #afterRelay(service: string): void {
    this.#relay = undefined;
    this.adapter.events.send('output', { category: 'stderr', output: `${service} has ended the session.\n` });
    this.adapter.events.send('terminated');
  }

  async #afterwards(handler: Handler, args: unknown, body: unknown): Promise<void> {
    try {
      await handler.afterwards?.(this.adapter, args, body);
    } catch (error) {
      this.adapter.events.send('output', { category: 'stderr', output: `${messageOf(error)}\n` });
    }
  }

  #respond(request: DebugProtocol.Request, rest: { success: boolean; message?: string; body?: unknown }): void {
    this.sendResponse({ type: 'response', seq: 0, request_seq: request.seq, command: request.command, ...rest });
  }
}

/** Arguments that are not as the protocol says, or a mistake of ours. */
function notAnswered(command: string, error: Error): Error {
  return new Error(`The request '${command}' could not be answered: ${error.message}`, { cause: error });
}
