import * as vscode from 'vscode';
import type { Backend } from '../backend.ts';
import { addedStore, type KnownStore, readKnownStores } from './known-store.ts';
import { storeName } from './store-name.ts';
import type { StoreSource } from './store-source.ts';
import type { StoreUris } from './store-uris.ts';

const KEY = 'stores';

/** The stores that the user added to this workspace. */
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

  get all(): readonly KnownStore[] {
    return readKnownStores(this.#memory.get(KEY));
  }

  get addresses(): readonly string[] {
    return this.all.map(({ address }) => address);
  }

  get(address: string): KnownStore | undefined {
    return this.all.find((store) => store.address === address);
  }

  /** What the user calls a store, known or not. */
  nameOf(address: string): string {
    return this.get(address)?.label ?? storeName(address).name;
  }

  /**
   * Opens the store that a person named, remembers it and returns its address. Nothing is remembered of one that cannot be
   * opened, nor when it takes so long that the user cancels: then this throws `CancellationError`.
   */
  async add(
    uri: string,
    { baseFolder, label }: Omit<StoreSource, 'uri'> = {},
    token?: vscode.CancellationToken,
  ): Promise<string> {
    const { address } = await this.#backend.request('openStore', { uri, baseFolder }, token);
    if (token?.isCancellationRequested) throw new vscode.CancellationError();
    await this.#uris.keep(address, uri);
    if (!this.get(address)) await this.#save([...this.all, addedStore(address, label)]);
    return address;
  }

  /** Changes what is remembered of a store; does nothing for one that is not known. */
  async change(address: string, changes: Partial<Omit<KnownStore, 'address'>>): Promise<void> {
    await this.#save(this.all.map((store) => (store.address === address ? { ...store, ...changes } : store)));
  }

  async remove(address: string): Promise<void> {
    await this.#uris.forget(address);
    await this.#save(this.all.filter((known) => known.address !== address));
    await this.#backend.request('closeStore', { store: address });
  }

  async #save(stores: readonly KnownStore[]): Promise<void> {
    await this.#memory.update(KEY, stores);
    this.#changed.fire();
  }
}
