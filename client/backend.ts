import type * as vscode from 'vscode';
import { LanguageClient, RevealOutputChannelOn, State, TransportKind } from 'vscode-languageclient/node';
import type * as z from 'zod';
import type { ResultOf } from '../server/protocol/request.ts';
import { REQUESTS, type RequestName, type Requests } from '../server/protocol/requests.ts';
import { STREAM_SCHEME } from '../server/protocol/stream-address.ts';
import type { StoreUris } from './stores/store-uris.ts';

type Params<Name extends RequestName> = z.input<Requests[Name]['params']>;

/** The language server: a process of its own, started by the first request. */
export class Backend implements vscode.Disposable {
  readonly #client: LanguageClient;
  readonly #uris: StoreUris;
  readonly #introduced = new Set<string>();
  #starting: Promise<void> | undefined;

  constructor(serverModule: string, uris: StoreUris) {
    this.#uris = uris;
    this.#client = new LanguageClient(
      'event-replay',
      'Event Replay',
      { module: serverModule, transport: TransportKind.ipc },
      {
        documentSelector: [{ scheme: STREAM_SCHEME }],
        // Whatever fails is told to the user where it was asked for.
        revealOutputChannelOn: RevealOutputChannelOn.Never,
      },
    );
    this.#client.onDidChangeState(({ newState }) => {
      if (newState !== State.Running) this.#introduced.clear();
    });
  }

  /** Sends a request of the protocol. Rejects with the server's sentence for the user. */
  async request<Name extends RequestName>(name: Name, params: Params<Name>): Promise<ResultOf<Requests[Name]>> {
    await this.start();
    if ('store' in params) await this.#introduce(params.store);
    return this.#send(name, params);
  }

  /** Safe to call again: after a start that failed it tries anew. */
  start(): Promise<void> {
    this.#starting ??= this.#client.start().catch((error: unknown) => {
      this.#starting = undefined;
      throw error;
    });
    return this.#starting;
  }

  async dispose(): Promise<void> {
    if (this.#starting) await this.#client.dispose();
  }

  /** The server knows no secrets: it is told the URI of a store before it is asked about its address. */
  async #introduce(address: string): Promise<void> {
    if (this.#introduced.has(address)) return;
    const uri = await this.#uris.get(address);
    if (uri !== address) await this.#send('openStore', { uri });
    this.#introduced.add(address);
  }

  async #send<Name extends RequestName>(name: Name, params: Params<Name>): Promise<ResultOf<Requests[Name]>> {
    const { method, result } = REQUESTS[name];
    return result.parse(await this.#client.sendRequest(method, params)) as ResultOf<Requests[Name]>;
  }
}
