import type { EventStore } from '../domain/event-store.ts';
import { MemoryStore } from './memory/memory-store.ts';
import { SqliteStore } from './sqlite/sqlite-store.ts';
import { parseStoreUri } from './store-uri.ts';

export interface OpenOptions {
  /** True unless told otherwise: a store that others created is never touched. */
  readonly readOnly?: boolean | undefined;
  /** Where relative paths start; the current folder when left out. */
  readonly baseFolder?: string | undefined;
}

/**
 * Opens the store that a URI names: a path or `sqlite:PATH`, `postgres://…`, SQLAlchemy's spellings of
 * them, `http(s)://…` (another event-replay service), `memory:`.
 * With `readOnly: false` a file or tables that do not exist are created.
 * Errors: `bad-store-uri`, `store-not-found`, `not-a-store`, `node-too-old`; `store-failed` for a server that is away.
 */
export async function openStore(uri: string, { readOnly = true, baseFolder }: OpenOptions = {}): Promise<EventStore> {
  const store = parseStoreUri(uri, baseFolder);
  if (store.kind === 'memory') return new MemoryStore({ readOnly });
  if (store.kind === 'postgres') {
    // Loaded when it is needed: most sessions are about a file.
    const { PostgresStore } = await import('./postgres/postgres-store.ts');
    return PostgresStore.open(store.uri, { readOnly });
  }
  if (store.kind === 'http') {
    const { HttpStore } = await import('./http/http-store.ts');
    return HttpStore.open(store.uri, { readOnly });
  }
  return SqliteStore.open(store.path, { readOnly });
}
