import * as vscode from 'vscode';
import { QUERY_LANGUAGE } from '../../server/protocol/query-document.ts';
import { openStream } from '../documents/open-stream.ts';
import type { MoreResultsNode, QueryNode, RecentNode, ResultNode, SavedNode } from '../queries/query-node.ts';
import { storesForQueries } from '../queries/query-stores.ts';
import { ofAggregate, queryTemplate } from '../queries/query-template.ts';
import { titleOf } from '../queries/query-text.ts';
import { textOf } from '../queries/query-tree.ts';
import { BadQuery } from '../queries/run-query.ts';
import { saveQuery } from '../queries/save-query.ts';
import { nameOfFile } from '../queries/saved-queries.ts';
import { showResults, showResultsBelow } from '../queries/show-results.ts';
import type { Commands } from '../register-commands.ts';
import { showError } from '../show-error.ts';
import type { TreeNode } from '../stores/tree-node.ts';
import type { Parts } from './parts.ts';

/** The commands on queries and their results. */
export function createQueryCommands({ backend, stores, view, queries }: Parts): Commands {
  const { results, recent, tree } = queries;

  const run = async (title: string, text: string, show: (uri: vscode.Uri) => Promise<void>) => {
    const { uri } = await results.run({ title, text });
    await recent.add({ title: titleOf(text) || title, text });
    await show(uri);
  };
  const runDocument = async (document: vscode.TextDocument) => {
    try {
      const text = document.getText();
      await run(titleOf(text) || nameOfFile(document.uri), text, showResultsBelow);
    } catch (error) {
      if (!(error instanceof BadQuery)) throw error;
      await showProblem(document, error);
    }
  };
  const runNode = async (node: SavedNode | RecentNode) => {
    try {
      const title = node.kind === 'saved' ? nameOfFile(node.uri) : node.title;
      await run(title, await textOf(node), showResults);
    } catch (error) {
      if (!(error instanceof BadQuery)) throw error;
      await showProblem(await openNode(node), error);
    }
  };

  return {
    /** From a store or an aggregate of the Stores view: about that. */
    newQuery: async (node?: TreeNode) => {
      const from = node ?? view.selection[0];
      const named = storesForQueries(stores);
      const address = from && 'store' in from ? from.store : named.length === 1 ? named[0]?.address : undefined;
      const store = named.find((known) => known.address === address)?.name;
      const expression = node?.kind === 'aggregate' ? ofAggregate(node.aggregateId) : undefined;
      const document = await openQuery(queryTemplate(store, expression));
      const end = document.lineAt(document.lineCount - 1).range.end;
      await vscode.window.showTextDocument(document, { selection: new vscode.Range(end, end) });
    },

    /** Of a lens its document, of the view its node; else the query in front. */
    runQuery: async (what?: string | vscode.Uri | QueryNode) => {
      if (typeof what === 'string') return runDocument(await vscode.workspace.openTextDocument(vscode.Uri.parse(what)));
      if (what instanceof vscode.Uri) return runDocument(await vscode.workspace.openTextDocument(what));
      if (what?.kind === 'saved' || what?.kind === 'recent') return runNode(what);
      const document = vscode.window.activeTextEditor?.document;
      if (document?.languageId !== QUERY_LANGUAGE) {
        throw new Error(vscode.l10n.t('Open a query first: "Event Replay: New Query" begins one.'));
      }
      return runDocument(document);
    },

    openQuery: async (node: SavedNode | RecentNode) => {
      await vscode.window.showTextDocument(await openNode(node));
    },
    saveQuery: async (what?: string) => {
      const uri = what === undefined ? vscode.window.activeTextEditor?.document.uri : vscode.Uri.parse(what);
      if (uri) await saveQuery(uri);
    },
    forgetQuery: (node: RecentNode) => recent.remove(node),
    forgetQueries: () => recent.clear(),
    refreshQueries: () => tree.refresh(),
    loadMoreResults: ({ parent }: MoreResultsNode) => tree.loadMore(parent),
    openResult: async ({ store, row }: ResultNode) => {
      const place = await backend.request('locateEvent', { store, eventId: row.eventId });
      await openStream({ store, ...place });
    },
  };
}

/** A document with this query: one that is open, or a new one. */
async function openQuery(text: string): Promise<vscode.TextDocument> {
  const isSame = (document: vscode.TextDocument) =>
    document.languageId === QUERY_LANGUAGE && document.getText() === text && !document.isClosed;
  const open = vscode.workspace.textDocuments.find(isSame);
  return open ?? vscode.workspace.openTextDocument({ language: QUERY_LANGUAGE, content: text });
}

async function openNode(node: SavedNode | RecentNode): Promise<vscode.TextDocument> {
  return node.kind === 'saved' ? vscode.workspace.openTextDocument(node.uri) : openQuery(node.text);
}

/** Puts the cursor where the query is wrong. The message is not waited for. */
async function showProblem(document: vscode.TextDocument, error: BadQuery): Promise<void> {
  const [problem] = error.problems;
  const at = new vscode.Position(problem?.line ?? 0, problem?.character ?? 0);
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(at, at) });
  const needsStore = error.problems.some((each) => each.needsStore);
  const addStore = () => vscode.commands.executeCommand('event-replay.addStore');
  void showError(error, needsStore ? { [vscode.l10n.t('Add Store…')]: addStore } : {});
}
