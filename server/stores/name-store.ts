import { parseServiceUri } from './http/service-uri.ts';
import { addressOf, parsePostgresUri } from './postgres/postgres-uri.ts';
import { parseStoreUri, type StoreUri } from './store-uri.ts';

/** What kind of store a URI means, and what it will be called: without secrets. */
export interface StoreName {
  readonly kind: StoreUri['kind'];
  readonly address: string;
}

/** Reads a URI without opening what it names. Throws `bad-store-uri`, with no part of the URI in its message. */
export function nameStore(uri: string, baseFolder?: string): StoreName {
  const store = parseStoreUri(uri, baseFolder);
  switch (store.kind) {
    case 'memory':
      return { kind: 'memory', address: 'memory:' };
    case 'sqlite':
      return { kind: 'sqlite', address: `sqlite:${store.path}` };
    case 'postgres':
      return { kind: 'postgres', address: addressOf(parsePostgresUri(store.uri)) };
    case 'http':
      return { kind: 'http', address: parseServiceUri(store.uri).base };
  }
}
