import type { EventStore } from '../domain/event-store.ts';
import type { StoreKind } from '../protocol/store-requests.ts';

export type OpenStore = (
  uri: string,
  options: { readonly readOnly: boolean; readonly baseFolder?: string | undefined },
) => Promise<EventStore>;

/** What is known of stores that are not open. */
export interface StoreLookup {
  /** What a URI means, without secrets. Throws `bad-store-uri`. */
  readonly nameStore: (uri: string, baseFolder?: string) => { readonly kind: StoreKind; readonly address: string };
  /** Whether a file is a SQLite database with events. Never throws. */
  readonly holdsEvents: (file: string) => Promise<boolean>;
}

/** The stores that are open, each once, read-only, under its address. */
export class OpenStores {
  readonly lookup: StoreLookup;
  readonly #openStore: OpenStore;
  readonly #onOpened: (store: EventStore) => void;
  readonly #stores = new Map<string, Promise<EventStore>>();
  /** What opens a store, secrets included, where that is not its address. */
  readonly #uris = new Map<string, string>();

  /** `onOpened` hears of every store that is opened and kept. */
  constructor(openStore: OpenStore, lookup: StoreLookup, onOpened: (store: EventStore) => void) {
    this.#openStore = openStore;
    this.lookup = lookup;
    this.#onOpened = onOpened;
  }

  /** Opens the store with this URI, which may hold secrets; from then on it is found by its address. */
  async open(uri: string, baseFolder?: string): Promise<EventStore> {
    const store = await this.#openStore(uri, { readOnly: true, baseFolder });
    this.#uris.set(store.address, uri);
    const known = this.#stores.get(store.address);
    if (!known) {
      this.#stores.set(store.address, Promise.resolve(store));
      this.#onOpened(store);
      return store;
    }
    await store.close();
    return known;
  }

  /** The store at an address, opened when it is not open yet. One that could not be opened is tried again next time. */
  get(address: string): Promise<EventStore> {
    const known = this.#stores.get(address);
    if (known) return known;
    const opening = this.#openStore(address, { readOnly: true });
    this.#stores.set(address, opening);
    opening.then(this.#onOpened, () => this.#stores.delete(address));
    return opening;
  }

  /** Of the stores that are open, or about to be. */
  get addresses(): string[] {
    return [...this.#stores.keys()];
  }

  /** Opens a store for writing, as long as the work takes. */
  async write<T>(address: string, work: (store: EventStore) => Promise<T>): Promise<T> {
    const isFile = address.startsWith('sqlite:');
    const uri = isFile ? address : (this.#uris.get(address) ?? address);
    const store = await this.#openStore(uri, { readOnly: false });
    try {
      return await work(store);
    } finally {
      await store.close();
    }
  }

  async close(address: string): Promise<void> {
    const store = this.#stores.get(address);
    this.#stores.delete(address);
    await (await store?.catch(() => undefined))?.close();
  }

  async closeAll(): Promise<void> {
    await Promise.all([...this.#stores.keys()].map((address) => this.close(address)));
  }
}
