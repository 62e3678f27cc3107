import * as vscode from 'vscode';
import { pickStore } from '../debugging/pick-store.ts';
import type { Commands } from '../register-commands.ts';
import { askForStore } from '../stores/ask-for-store.ts';
import { baseFolder } from '../stores/base-folder.ts';
import type { MoreNode, StoreNode } from '../stores/tree-node.ts';
import { makeDemo } from './make-demo.ts';
import type { Parts } from './parts.ts';

/** The commands that decide what the Stores view shows. */
export function createStoreCommands(parts: Parts): Commands {
  const { backend, stores, tree, view, documents } = parts;

  const addAndReveal = async (uri: string | undefined) => {
    if (uri === undefined) return;
    const store = await stores.add(uri, baseFolder());
    await view.reveal({ kind: 'store', store }, { expand: true, focus: true });
  };
  const setFilter = async (text: string | undefined) => {
    tree.filter = text;
    view.message = tree.filter === undefined ? '' : `Only aggregates containing '${tree.filter}'`;
    await vscode.commands.executeCommand('setContext', 'event-replay.filtered', tree.filter !== undefined);
  };

  return {
    addStore: async () => addAndReveal(await askForStore()),
    openAsStore: (file: vscode.Uri) => addAndReveal(file.fsPath),
    openDemo: async () => addAndReveal(await makeDemo(parts.cliModule, parts.demoFile)),
    removeStore: async (node?: StoreNode) => {
      const store = node?.store ?? (await pickStore(stores));
      if (store !== undefined) await stores.remove(store);
    },
    refresh: async () => {
      // Opened anew, because a file may have been replaced by another one.
      await Promise.all(stores.addresses.map((store) => backend.request('closeStore', { store })));
      tree.refresh();
      documents.refresh();
    },
    filterAggregates: async () => {
      const prompt = 'Show only aggregates whose id contains this text.';
      const text = await vscode.window.showInputBox({ prompt, value: tree.filter ?? '', placeHolder: 'agent-123' });
      if (text !== undefined) await setFilter(text);
    },
    clearFilter: () => setFilter(undefined),
    loadMore: (node: MoreNode) => tree.loadMore(node),
  };
}
