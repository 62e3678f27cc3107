import type { Connection, ServerCapabilities } from 'vscode-languageserver';
import type { OpenStores } from './open-stores.ts';

/** What features work with. */
export interface LanguageParts {
  readonly stores: OpenStores;
}

/** One of LSP's language features: the capabilities that it brings, and how it is served. */
export interface Feature {
  readonly capabilities: ServerCapabilities;
  readonly serve: (connection: Connection, parts: LanguageParts) => void;
}
