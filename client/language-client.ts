import type { CancellationToken, Disposable } from 'vscode';
import { LanguageClient, RevealOutputChannelOn, State, TransportKind } from 'vscode-languageclient/node';
import type * as z from 'zod';
import { CLIENT_REQUESTS, type KnownStore } from '../server/protocol/client-requests.ts';
import { EVENT_SCHEME } from '../server/protocol/event-address.ts';
import { LINKED_COMMANDS } from '../server/protocol/event-links.ts';
import { NOTIFICATIONS, type Progress, type StoreGrew } from '../server/protocol/notifications.ts';
import type { ResultOf } from '../server/protocol/request.ts';
import { REQUESTS, type RequestName, type Requests } from '../server/protocol/requests.ts';
import { STREAM_SCHEME } from '../server/protocol/stream-address.ts';
import { refreshFeatures, streamMiddleware } from './documents/stream-features.ts';
import { log } from './log.ts';

export type Params<Name extends RequestName> = z.input<Requests[Name]['params']>;

/** A connection to the language server. Of the library's client only what the backend needs. */
export interface Connection extends Disposable {
  /** Rejects with the server's sentence for the user. */
  request<Name extends RequestName>(
    name: Name,
    params: Params<Name>,
    token?: CancellationToken,
  ): Promise<ResultOf<Requests[Name]>>;
}

/** What the backend hears of the server unasked. */
export interface ServerListener {
  /** The server has ended; the library starts it again. */
  onEnd(): void;
  onGrow(grew: StoreGrew): void;
  onProgress(progress: Progress): void;
  /** What the server asks in turn. */
  knownStores(): readonly KnownStore[];
  introduceStore(address: string, connection: Pick<Connection, 'request'>): Promise<void>;
}

/**
 * Starts the language server. In a file of its own because the library, and the shapes of what is sent, take longer to load than an extension may take to
 * activate.
 */
export async function startLanguageClient(serverModule: string, listener: ServerListener): Promise<Connection> {
  const client = new LanguageClient(
    'event-replay',
    'Event Replay',
    { module: serverModule, transport: TransportKind.ipc },
    {
      documentSelector: [{ scheme: STREAM_SCHEME }, { scheme: EVENT_SCHEME }],
      // Of the links in a hover, which is full of strangers' text, only those to these commands work.
      markdown: { isTrusted: { enabledCommands: Object.values(LINKED_COMMANDS) } },
      middleware: streamMiddleware,
      // For what the server asks for: where there are schemas.
      synchronize: { configurationSection: 'event-replay' },
      outputChannel: log(),
      // Whatever fails is told to the user where it was asked for.
      revealOutputChannelOn: RevealOutputChannelOn.Never,
    },
  );
  client.onDidChangeState(({ newState }) => {
    if (newState !== State.Running) listener.onEnd();
  });
  const { storeGrew, progress } = NOTIFICATIONS;
  client.onNotification(storeGrew.method, (grew: unknown) => listener.onGrow(storeGrew.params.parse(grew)));
  client.onNotification(progress.method, (made: unknown) => listener.onProgress(progress.params.parse(made)));
  const request: Connection['request'] = async (name, params, token) => {
    const { method, result } = REQUESTS[name];
    // The library takes a token that is undefined for one that is there.
    const answer = await (token ? client.sendRequest(method, params, token) : client.sendRequest(method, params));
    return result.parse(answer) as ResultOf<Requests[typeof name]>;
  };
  const { knownStores, introduceStore } = CLIENT_REQUESTS;
  client.onRequest(knownStores.method, () => listener.knownStores());
  client.onRequest(introduceStore.method, async (params: unknown) => {
    await listener.introduceStore(introduceStore.params.parse(params).store, { request });
    return null;
  });
  await client.start();
  const refreshing = refreshFeatures(client);
  return {
    request,
    dispose: () => {
      refreshing.dispose();
      return client.dispose();
    },
  };
}
