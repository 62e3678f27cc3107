import type * as vscode from 'vscode';
import { pickStore } from '../debugging/pick-store.ts';
import type { Commands } from '../register-commands.ts';
import { addStore, askAndAddStore } from '../stores/add-store.ts';
import { baseFolder } from '../stores/base-folder.ts';
import { revealStore } from '../stores/reveal-store.ts';
import type { StoreNode } from '../stores/tree-node.ts';
import type { Parts } from './parts.ts';

/** The commands that decide which stores the Stores view shows. */
export function createStoreCommands(parts: Parts): Commands {
  const { backend, stores, tree, view, documents } = parts;

  const reveal = async (store: string | undefined) => {
    if (store !== undefined) await revealStore(view, store);
  };

  return {
    /** A name comes from a query that names a store which is not here yet. */
    addStore: async (name?: unknown) =>
      reveal(
        typeof name === 'string'
          ? await addStore(parts, { uri: name, baseFolder: baseFolder() })
          : await askAndAddStore(parts),
      ),
    openAsStore: async (file: vscode.Uri) => reveal(await addStore(parts, { uri: file.fsPath })),
    removeStore: async (node?: StoreNode) => {
      const store = node?.store ?? (await pickStore(parts));
      if (store !== undefined) await stores.remove(store);
    },
    refresh: async () => {
      // Opened anew, because a file may have been replaced by another one.
      await Promise.all(stores.addresses.map((store) => backend.request('closeStore', { store })));
      tree.refresh();
      documents.refresh();
    },
  };
}
