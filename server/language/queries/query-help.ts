import { type Connection, type Position, type Range, TextDocuments } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { EventStore } from '../../domain/event-store.ts';
import { parseQuery, type Sample, type Surroundings, storeOf } from '../../domain/queries/index.ts';
import { QUERY_LANGUAGE } from '../../protocol/query-document.ts';
import { sampleStore } from '../../replay/sample-store.ts';
import type { KnownStores } from '../known-stores.ts';

/** What was learned of a store is looked at again after so long, in milliseconds: streams grow. */
const FRESH = 60_000;

/** The query documents that are open, and what is known for whoever writes in them. */
export class QueryHelp {
  readonly documents = new TextDocuments(TextDocument);
  readonly known: KnownStores;
  readonly #samples = new WeakMap<EventStore, { readonly since: number; readonly sample: Promise<Sample> }>();

  constructor(connection: Connection, known: KnownStores) {
    this.known = known;
    this.documents.listen(connection);
  }

  /** Undefined for every other document. */
  get(uri: string): TextDocument | undefined {
    const document = this.documents.get(uri);
    return document?.languageId === QUERY_LANGUAGE ? document : undefined;
  }

  /** A store that cannot be read takes nothing from the rest of the help. */
  async around(document: TextDocument): Promise<Surroundings> {
    const stores = await this.known.list();
    const store = storeOf(parseQuery(document.getText()), stores);
    return { stores, sample: store && (await this.#sampleOf(store.address).catch(() => undefined)) };
  }

  async #sampleOf(address: string): Promise<Sample> {
    const store = await this.known.open(address);
    const known = this.#samples.get(store);
    if (known && Date.now() - known.since < FRESH) return known.sample;
    const sample = sampleStore(store);
    this.#samples.set(store, { since: Date.now(), sample });
    sample.catch(() => this.#samples.delete(store));
    return sample;
  }
}

/** A question about a place in a query document. */
export interface AtPosition {
  readonly textDocument: { readonly uri: string };
  readonly position: Position;
}

export function rangeOf(document: TextDocument, { from, to }: { readonly from: number; readonly to: number }): Range {
  return { start: document.positionAt(from), end: document.positionAt(to) };
}
