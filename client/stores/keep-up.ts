import type * as vscode from 'vscode';
import type { StoreGrew } from '../../server/protocol/notifications.ts';
import type { Backend } from '../backend.ts';
import type { StoreTree } from './store-tree.ts';
import type { TreeNode } from './tree-node.ts';

/** The tree is brought up to date no more often than this, in milliseconds. */
const REST = 1_000;

/** Keeps the tree up with the stores that grow, as long as it is in view. */
export class KeepUp implements vscode.Disposable {
  readonly #tree: StoreTree;
  readonly #view: vscode.TreeView<TreeNode>;
  readonly #listening: readonly vscode.Disposable[];
  readonly #grown = new Map<string, StoreGrew>();
  #resting: NodeJS.Timeout | undefined;

  constructor(backend: Backend, tree: StoreTree, view: vscode.TreeView<TreeNode>) {
    this.#tree = tree;
    this.#view = view;
    this.#listening = [
      backend.onDidGrow((grew) => {
        this.#note(grew);
        void this.#catchUp();
      }),
      view.onDidChangeVisibility(() => this.#catchUp()),
    ];
  }

  dispose(): void {
    for (const each of this.#listening) each.dispose();
    clearTimeout(this.#resting);
  }

  #note({ store, aggregateIds, more }: StoreGrew): void {
    const before = this.#grown.get(store);
    const all = [...new Set([...(before?.aggregateIds ?? []), ...aggregateIds])];
    this.#grown.set(store, { store, aggregateIds: all, more: more || before?.more === true });
  }

  async #catchUp(): Promise<void> {
    if (this.#resting || !this.#view.visible || this.#grown.size === 0) return;
    const grown = [...this.#grown.values()];
    this.#grown.clear();
    this.#resting = setTimeout(() => {
      this.#resting = undefined;
      void this.#catchUp();
    }, REST);
    for (const grew of grown) await this.#tree.grow(grew);
  }
}
