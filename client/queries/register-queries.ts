import * as vscode from 'vscode';
import { QUERY_LANGUAGE } from '../../server/protocol/query-document.ts';
import type { Backend } from '../backend.ts';
import { showError } from '../show-error.ts';
import type { KnownStores } from '../stores/known-stores.ts';
import { storesForQueries } from './query-stores.ts';
import { QueryTree } from './query-tree.ts';
import { RecentQueries } from './recent-queries.ts';
import { RESULTS_SCHEME } from './results-address.ts';
import { forgetClosed, ResultsFileSystem } from './results-file-system.ts';
import { createResultsLinks } from './results-links.ts';
import { SavedQueries } from './saved-queries.ts';

/** What belongs to queries: the files and the recent ones, the view, and the documents of what they found. */
export interface Queries extends vscode.Disposable {
  readonly recent: RecentQueries;
  readonly tree: QueryTree;
  readonly view: vscode.TreeView<unknown>;
  readonly results: ResultsFileSystem;
}

/** Connects query documents with the language server, and the Queries view with its data. */
export function registerQueries(memory: vscode.Memento, backend: Backend, stores: KnownStores): Queries {
  const saved = new SavedQueries();
  const recent = new RecentQueries(memory);
  const tree = new QueryTree(backend, saved, recent);
  const view = vscode.window.createTreeView('event-replay.queries', { treeDataProvider: tree, showCollapseAll: true });
  const results = new ResultsFileSystem(backend);
  const links = createResultsLinks(backend, results);
  const readOnly = new vscode.MarkdownString(
    vscode.l10n.t('What a query found cannot be changed. Run it again for what it finds now.'),
  );
  const registered = vscode.Disposable.from(
    saved,
    view,
    vscode.workspace.registerFileSystemProvider(RESULTS_SCHEME, results, { isReadonly: readOnly }),
    vscode.languages.registerHoverProvider({ scheme: RESULTS_SCHEME }, links),
    vscode.languages.registerDefinitionProvider({ scheme: RESULTS_SCHEME }, links),
    forgetClosed(results),
    backend.answerStores(() => storesForQueries(stores)),
    startForQueries(backend),
    stores.onDidChange(() => {
      if (isOpen()) void backend.request('storesChanged', {}).catch(showError);
    }),
  );
  return { recent, tree, view, results, dispose: () => registered.dispose() };
}

/** The language server helps with query documents; whoever has none open does without it. */
function startForQueries(backend: Backend): vscode.Disposable {
  const start = () => {
    if (isOpen()) void backend.start().catch(showError);
  };
  start();
  return vscode.workspace.onDidOpenTextDocument(start);
}

function isOpen(): boolean {
  return vscode.workspace.textDocuments.some(({ languageId }) => languageId === QUERY_LANGUAGE);
}
