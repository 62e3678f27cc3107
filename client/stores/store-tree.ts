import * as vscode from 'vscode';
import type { Backend } from '../backend.ts';
import { toMessage } from '../show-error.ts';
import type { KnownStores } from './known-stores.ts';
import { type Page, readChildren } from './read-children.ts';
import { toTreeItem } from './tree-item.ts';
import { idOf, type MoreNode, type StoreNode, type TreeNode } from './tree-node.ts';

/** The Stores view's data: read page by page, kept until it is refreshed. */
export class StoreTree implements vscode.TreeDataProvider<TreeNode> {
  readonly #backend: Backend;
  readonly #stores: KnownStores;
  readonly #pages = new Map<string, Page>();
  readonly #changed = new vscode.EventEmitter<TreeNode | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  #contains: string | undefined;

  constructor(backend: Backend, stores: KnownStores) {
    this.#backend = backend;
    this.#stores = stores;
    stores.onDidChange(() => this.#changed.fire(undefined));
  }

  /** Only aggregates whose id contains this text are shown. */
  get filter(): string | undefined {
    return this.#contains;
  }

  set filter(contains: string | undefined) {
    this.#contains = contains || undefined;
    this.refresh();
  }

  refresh(): void {
    this.#pages.clear();
    this.#changed.fire(undefined);
  }

  async loadMore({ parent }: MoreNode): Promise<void> {
    const { nodes } = await this.#readSoFar(parent);
    const next = await readChildren(this.#backend, parent, nodes, this.#contains);
    this.#pages.set(idOf(parent), { nodes: [...nodes, ...next.nodes], more: next.more });
    this.#changed.fire(parent);
  }

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    if (!node) return this.#stores.addresses.map((store): StoreNode => ({ kind: 'store', store }));
    try {
      const { nodes, more } = await this.#readSoFar(node);
      const isPaged = node.kind === 'type' || node.kind === 'aggregate';
      return more && isPaged ? [...nodes, { kind: 'more', parent: node }] : [...nodes];
    } catch (error) {
      return [{ kind: 'note', parent: node, text: toMessage(error), failed: true }];
    }
  }

  getParent(node: TreeNode): TreeNode | undefined {
    return node.kind === 'store' ? undefined : node.parent;
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    return toTreeItem(node, (address) => this.#stores.get(address));
  }

  /** An event's tooltip is the event in full. */
  async resolveTreeItem(item: vscode.TreeItem, node: TreeNode): Promise<vscode.TreeItem> {
    if (node.kind !== 'event') return item;
    const { store, aggregateId, position } = node;
    const { markdown } = await this.#backend.request('getEvent', { store, aggregateId, position });
    item.tooltip = new vscode.MarkdownString(markdown);
    return item;
  }

  /** What was read of a node's children so far. */
  async #readSoFar(node: TreeNode): Promise<Page> {
    const id = idOf(node);
    const known = this.#pages.get(id);
    if (known) return known;
    const page = await readChildren(this.#backend, node, [], this.#contains);
    this.#pages.set(id, page);
    return page;
  }
}
