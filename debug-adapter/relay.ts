import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Duplex } from 'node:stream';
import { ProtocolServer } from '@vscode/debugadapter/lib/protocol.js';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { DomainError } from '../server/domain/errors.ts';
import type { AttachArguments } from '../server/protocol/attach-arguments.ts';
import { DEBUG_ADAPTER_PROTOCOL, debugAdapterUrl } from '../server/protocol/service-url.ts';
import { toErrorResponse } from './error-response.ts';

/** How long a service may take to answer, in milliseconds. */
const PATIENCE = 10_000;
/** No explanation is longer, in characters. */
const LONGEST_PROBLEM = 10_000;

export interface RelayListener {
  /** A response or an event of the other adapter. */
  message(message: DebugProtocol.Response | DebugProtocol.Event): void;
  /** The other adapter is gone. */
  closed(): void;
}

/** The debug adapter of a live session, in the process of the service that holds it. */
export class Relay extends ProtocolServer {
  readonly #socket: Duplex;
  readonly #listener: RelayListener;
  /** What was passed on and not answered yet, by number. */
  readonly #waiting = new Map<number, DebugProtocol.Request>();

  private constructor(socket: Duplex, listener: RelayListener) {
    super();
    this.#socket = socket;
    this.#listener = listener;
    this.on('close', () => this.#end());
    this.on('error', () => socket.destroy());
    this.start(socket, socket);
  }

  /** Throws `bad-launch` when there is no service, no such session, or no right to it. */
  static async open(args: AttachArguments, listener: RelayListener): Promise<Relay> {
    return new Relay(await upgrade(args), listener);
  }

  override handleMessage(message: DebugProtocol.ProtocolMessage): void {
    if (message.type === 'response') this.#waiting.delete((message as DebugProtocol.Response).request_seq);
    this.#listener.message(message as DebugProtocol.Response | DebugProtocol.Event);
  }

  /** Passes a client's request on as it is: its answer has the same number. */
  forward(request: DebugProtocol.Request): void {
    this.#waiting.set(request.seq, request);
    const text = JSON.stringify(request);
    this.#socket.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }

  /** Nobody else will answer what waits. */
  #end(): void {
    const gone = toErrorResponse(new DomainError('store-failed', 'The service has ended the session'), false);
    for (const { seq: request_seq, command } of this.#waiting.values()) {
      this.#listener.message({ type: 'response', seq: 0, request_seq, command, success: false, ...gone });
    }
    this.#waiting.clear();
    this.#listener.closed();
  }

  close(): void {
    this.removeAllListeners('close');
    this.#socket.destroy();
  }
}

function upgrade(args: AttachArguments): Promise<Duplex> {
  const url = debugAdapterUrl(args);
  const token = args.token ?? process.env.EVENT_REPLAY_TOKEN;
  const headers = {
    connection: 'Upgrade',
    upgrade: DEBUG_ADAPTER_PROTOCOL,
    ...(token && { authorization: `Bearer ${token}` }),
  };
  return new Promise((resolve, reject) => {
    const fail = (why: string, cause?: Error) => {
      reject(new DomainError('bad-launch', `${args.service}: ${why}`, { cause }));
    };
    const send = url.protocol === 'https:' ? requestHttps : requestHttp;
    const request = send(url, { headers, timeout: PATIENCE });
    request.on('upgrade', (_response, socket, head) => {
      socket.setTimeout(0);
      socket.setNoDelay(true);
      if (head.length > 0) socket.unshift(head);
      resolve(socket);
    });
    request.on('response', async (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('error', () => {});
      for await (const chunk of response) {
        text += chunk;
        if (text.length > LONGEST_PROBLEM) break;
      }
      fail(problemIn(text) ?? `no event-replay service answers there (HTTP status ${response.statusCode})`);
    });
    request.on('timeout', () => request.destroy(new Error(`no answer within ${PATIENCE / 1_000} s`)));
    request.on('error', (error) => {
      fail(`the service cannot be reached (${error.message}); start it with 'event-replay serve'`, error);
    });
    request.end();
  });
}

/** The sentence of an RFC 9457 problem. */
function problemIn(text: string): string | undefined {
  try {
    const { detail } = JSON.parse(text);
    return typeof detail === 'string' ? detail : undefined;
  } catch {
    return undefined;
  }
}
