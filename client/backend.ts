import * as vscode from 'vscode';
import type { KnownStore } from '../server/protocol/client-requests.ts';
import type { Progress, StoreGrew } from '../server/protocol/notifications.ts';
import type { ResultOf } from '../server/protocol/request.ts';
import type { RequestName, Requests } from '../server/protocol/requests.ts';
import type { Connection, Params } from './language-client.ts';
import type { StoreUris } from './stores/store-uris.ts';

/** The language server: a process of its own, started by the first request. */
export class Backend implements vscode.Disposable {
  readonly #serverModule: string;
  readonly #uris: StoreUris;
  readonly #introduced = new Set<string>();
  readonly #grew = new vscode.EventEmitter<StoreGrew>();
  /** A store that was asked about has new events. Told a few times a second at most. */
  readonly onDidGrow = this.#grew.event;
  readonly #progressed = new vscode.EventEmitter<Progress>();
  readonly onDidProgress = this.#progressed.event;
  #starting: Promise<Connection> | undefined;

  #knownStores: () => readonly KnownStore[] = () => [];

  constructor(serverModule: string, uris: StoreUris) {
    this.#serverModule = serverModule;
    this.#uris = uris;
  }

  /** Sends a request of the protocol. Rejects with the server's sentence for the user. */
  async request<Name extends RequestName>(
    name: Name,
    params: Params<Name>,
    token?: vscode.CancellationToken,
  ): Promise<ResultOf<Requests[Name]>> {
    const connection = await this.#connect();
    if ('store' in params) await this.#introduce(connection, params.store);
    return connection.request(name, params, token);
  }

  /** Safe to call again: after a start that failed it tries anew. */
  async start(): Promise<void> {
    await this.#connect();
  }

  /** Tells which stores the user added, when the language server asks. */
  answerStores(list: () => readonly KnownStore[]): vscode.Disposable {
    this.#knownStores = list;
    return new vscode.Disposable(() => {
      this.#knownStores = () => [];
    });
  }

  async dispose(): Promise<void> {
    this.#grew.dispose();
    this.#progressed.dispose();
    await (await this.#starting?.catch(() => undefined))?.dispose();
  }

  #connect(): Promise<Connection> {
    this.#starting ??= this.#startServer().catch((error: unknown) => {
      this.#starting = undefined;
      throw error;
    });
    return this.#starting;
  }

  async #startServer(): Promise<Connection> {
    const { startLanguageClient } = await import('./language-client.ts');
    return startLanguageClient(this.#serverModule, {
      onEnd: () => this.#introduced.clear(),
      onGrow: (grew) => this.#grew.fire(grew),
      onProgress: (progress) => this.#progressed.fire(progress),
      knownStores: () => this.#knownStores(),
      introduceStore: async (address, connection) => this.#introduce(connection, address),
    });
  }

  /** The server knows no secrets: it is told the URI of a store before it is asked about its address. */
  async #introduce(connection: Pick<Connection, 'request'>, address: string): Promise<void> {
    if (this.#introduced.has(address)) return;
    const uri = await this.#uris.get(address);
    if (uri !== address) await connection.request('openStore', { uri });
    this.#introduced.add(address);
  }
}
