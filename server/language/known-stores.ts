import type { Connection } from 'vscode-languageserver';
import type { EventStore } from '../domain/event-store.ts';
import { CLIENT_REQUESTS, type KnownStore } from '../protocol/client-requests.ts';
import type { OpenStores } from './open-stores.ts';

/** The stores that the user added, as the client knows them: what documents can name. */
export class KnownStores {
  readonly #connection: Connection;
  readonly #stores: OpenStores;
  readonly #onChange: (() => void)[] = [];

  constructor(connection: Connection, stores: OpenStores) {
    this.#connection = connection;
    this.#stores = stores;
  }

  /** None where the client does not know this question. */
  async list(): Promise<readonly KnownStore[]> {
    const { method, result } = CLIENT_REQUESTS.knownStores;
    try {
      return result.parse(await this.#connection.sendRequest(method, {}));
    } catch {
      return [];
    }
  }

  /** The client opens it first, because it alone knows what that takes. */
  async open(address: string): Promise<EventStore> {
    const { method } = CLIENT_REQUESTS.introduceStore;
    await this.#connection.sendRequest(method, { store: address });
    return this.#stores.get(address);
  }

  onDidChange(listener: () => void): void {
    this.#onChange.push(listener);
  }

  changed(): void {
    for (const listener of this.#onChange) listener();
  }
}
