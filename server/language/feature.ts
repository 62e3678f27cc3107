import type { Connection, ServerCapabilities } from 'vscode-languageserver';
import type { KnownStores } from './known-stores.ts';
import type { OpenStores } from './open-stores.ts';
import type { QueryHelp } from './queries/query-help.ts';
import type { StreamStates } from './stream-states.ts';
import type { StoreTypes } from './type-counts.ts';
import type { Windows } from './windows.ts';

/** What features work with. */
export interface LanguageParts {
  readonly stores: OpenStores;
  readonly known: KnownStores;
  readonly queries: QueryHelp;
  readonly states: StreamStates;
  readonly types: StoreTypes;
  readonly windows: Windows;
}

/** One of LSP's language features: the capabilities that it brings, and how it is served. */
export interface Feature {
  /** For stream documents, and for all else that the client asks about. */
  readonly capabilities: ServerCapabilities;
  /** What it serves in query documents, where the client is told of it separately. */
  readonly inQueries?: readonly QueryRegistration[];
  readonly serve: (connection: Connection, parts: LanguageParts) => void;
}

export interface QueryRegistration {
  readonly type: { readonly method: string };
  readonly options: object;
}
