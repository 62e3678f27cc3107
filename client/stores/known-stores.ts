import * as vscode from 'vscode';
import * as z from 'zod';
import type { Backend } from '../backend.ts';
import type { StoreUris } from './store-uris.ts';

const KEY = 'stores';
const Addresses = z.array(z.string()).catch([]);

/** The stores that the user added to this workspace, by address. */
export class KnownStores {
  readonly #memory: vscode.Memento;
  readonly #backend: Backend;
  readonly #uris: StoreUris;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;

  constructor(memory: vscode.Memento, backend: Backend, uris: StoreUris) {
    this.#memory = memory;
    this.#backend = backend;
    this.#uris = uris;
  }

  get addresses(): readonly string[] {
    return Addresses.parse(this.#memory.get(KEY));
  }

  /** Opens the store that a person named, remembers it and returns its address. */
  async add(uri: string, baseFolder?: string): Promise<string> {
    const { address } = await this.#backend.request('openStore', { uri, baseFolder });
    await this.#uris.keep(address, uri);
    if (!this.addresses.includes(address)) await this.#save([...this.addresses, address]);
    return address;
  }

  async remove(address: string): Promise<void> {
    await this.#uris.forget(address);
    await this.#save(this.addresses.filter((known) => known !== address));
    await this.#backend.request('closeStore', { store: address });
  }

  async #save(addresses: readonly string[]): Promise<void> {
    await this.#memory.update(KEY, addresses);
    this.#changed.fire();
  }
}
