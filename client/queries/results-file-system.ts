import * as vscode from 'vscode';
import type { ResultRow } from '../../server/protocol/query-requests.ts';
import type { Backend } from '../backend.ts';
import { ReadOnlyFiles, readOrExplain } from '../documents/read-only-files.ts';
import { withLateProgress } from '../with-late-progress.ts';
import type { QueryText } from './query-text.ts';
import { queryOfResults, RESULTS_SCHEME, toResultsUri } from './results-address.ts';
import { toResultsText } from './results-text.ts';
import { type Results, readAll } from './run-query.ts';

interface Found {
  readonly results: Results | undefined;
  readonly bytes: Uint8Array;
  readonly at: number;
}

const encoder = new TextEncoder();

/** What queries found, as files that cannot be written. Kept while they are open; read again when they are opened again. */
export class ResultsFileSystem extends ReadOnlyFiles {
  readonly #backend: Backend;
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changed.event;
  readonly #found = new Map<string, Promise<Found>>();

  constructor(backend: Backend) {
    super();
    this.#backend = backend;
  }

  /** Runs a query and gives the document of its results. Throws `BadQuery`. */
  async run(query: QueryText): Promise<{ uri: vscode.Uri; results: Results | undefined }> {
    const uri = toResultsUri(query);
    const found = this.#read(query);
    // What is shown of a query that fails now stays as it is.
    const { results } = await found;
    this.#found.set(uri.toString(), found);
    this.#changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
    return { uri, results };
  }

  /** The event on a line of a results' document, counted from 0, and its store. */
  async eventAt(uri: vscode.Uri, line: number): Promise<{ store: string; row: ResultRow } | undefined> {
    const { results } = await this.#of(uri);
    const row = results?.rows[line - 1];
    return row && { store: results.page.store, row };
  }

  forget(uri: vscode.Uri): void {
    this.#found.delete(uri.toString());
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const { bytes, at } = await this.#ask(uri);
    const { File } = vscode.FileType;
    return { type: File, permissions: vscode.FilePermission.Readonly, ctime: 0, mtime: at, size: bytes.length };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    return (await this.#ask(uri)).bytes;
  }

  #ask(uri: vscode.Uri): Promise<Found> {
    return readOrExplain(
      uri,
      () => uri,
      () => this.#of(uri),
    );
  }

  #of(uri: vscode.Uri): Promise<Found> {
    const key = uri.toString();
    const known = this.#found.get(key);
    if (known) return known;
    const found = this.#read(queryOfResults(uri));
    this.#found.set(key, found);
    found.catch(() => this.#found.delete(key));
    return found;
  }

  async #read({ title, text }: QueryText): Promise<Found> {
    const running = vscode.l10n.t('Running {0}', title || vscode.l10n.t('the query'));
    const results = await withLateProgress(running, (token, report) => readAll(this.#backend, text, token, report));
    const name = title || vscode.l10n.t('All events');
    return { results, bytes: encoder.encode(toResultsText(name, results)), at: Date.now() };
  }
}

/** Nobody looks at results that were closed. */
export function forgetClosed(results: ResultsFileSystem): vscode.Disposable {
  return vscode.workspace.onDidCloseTextDocument(({ uri }) => {
    if (uri.scheme === RESULTS_SCHEME) results.forget(uri);
  });
}
