import * as vscode from 'vscode';
import type { AggregateOrder } from '../../server/protocol/browse-requests.ts';
import type { StoreGrew } from '../../server/protocol/notifications.ts';
import type { Backend } from '../backend.ts';
import { toMessage } from '../show-error.ts';
import { growPage, textOf } from './grow-page.ts';
import type { KnownStores } from './known-stores.ts';
import { LateDetails } from './late-details.ts';
import { type Look, type Page, readChildren } from './read-children.ts';
import type { TreeFilter } from './tree-filter.ts';
import { toTreeItem } from './tree-item.ts';
import { idOf, type MoreNode, type StoreNode, type TreeNode } from './tree-node.ts';

/** The Stores view's data: read page by page, kept until it is refreshed, and kept up with stores that grow. */
export class StoreTree implements vscode.TreeDataProvider<TreeNode>, vscode.Disposable {
  readonly details: LateDetails;
  readonly #backend: Backend;
  readonly #stores: KnownStores;
  /** By the ids of their parents, which stand beside them. */
  readonly #pages = new Map<string, { readonly parent: TreeNode; page: Page }>();
  readonly #changed = new vscode.EventEmitter<TreeNode | TreeNode[] | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #looked = new vscode.EventEmitter<void>();
  /** What is shown, or how far it is sorted, is otherwise now. */
  readonly onDidLook = this.#looked.event;
  readonly #listening: vscode.Disposable;
  #reading = new vscode.CancellationTokenSource();
  #filter: TreeFilter | undefined;
  #order: AggregateOrder = 'id';

  constructor(backend: Backend, stores: KnownStores) {
    this.#backend = backend;
    this.#stores = stores;
    this.details = new LateDetails(backend);
    this.#listening = vscode.Disposable.from(
      this.details,
      stores.onDidChange(() => this.#changed.fire(undefined)),
      this.details.onDidArrive((nodes) => this.#changed.fire([...nodes])),
    );
  }

  dispose(): void {
    this.#reading.cancel();
    this.#listening.dispose();
  }

  get filter(): TreeFilter | undefined {
    return this.#filter;
  }

  get order(): AggregateOrder {
    return this.#order;
  }

  /** When only so many aggregates of a type were sorted, how many. */
  get sortedAmong(): number | undefined {
    const bounds = [...this.#pages.values()].flatMap(({ page }) => page.sortedAmong ?? []);
    return bounds.length > 0 ? Math.max(...bounds) : undefined;
  }

  /** Shows something else; whatever is still being looked for is given up. */
  show(look: { readonly filter?: TreeFilter | undefined; readonly order?: AggregateOrder }): void {
    if ('filter' in look) this.#filter = look.filter;
    this.#order = look.order ?? this.#order;
    this.refresh();
  }

  refresh(): void {
    this.#reading.cancel();
    this.#reading = new vscode.CancellationTokenSource();
    this.#pages.clear();
    this.details.forget();
    this.#looked.fire();
    this.#changed.fire(undefined);
  }

  async loadMore({ parent }: MoreNode): Promise<void> {
    const before = await this.#readSoFar(parent);
    if (before.next === null) return;
    const look = this.#look;
    const next = await readChildren(this.#backend, parent, look, { cursor: before.next }).catch((error: unknown) => {
      // Something else is to be shown by now.
      if (look.token.isCancellationRequested) return undefined;
      throw error;
    });
    if (!next || look.token.isCancellationRequested) return;
    const known = new Set(before.nodes.map(idOf));
    const added = next.nodes.filter((node) => !known.has(idOf(node)));
    this.#keep(parent, { ...next, nodes: [...before.nodes, ...added] });
    this.#changed.fire(parent);
    this.details.ask(added, look);
  }

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    if (!node) return this.#stores.addresses.map((store): StoreNode => ({ kind: 'store', store }));
    const reading = this.#reading;
    try {
      const { nodes, next, lookedAt } = await this.#readSoFar(node);
      const isPaged = node.kind === 'type' || node.kind === 'aggregate';
      return next !== null && isPaged ? [...nodes, { kind: 'more', parent: node, lookedAt }] : [...nodes];
    } catch (error) {
      // It was given up, because something else is to be shown by now.
      if (reading !== this.#reading) return this.getChildren(node);
      return [{ kind: 'note', parent: node, text: toMessage(error), failed: true }];
    }
  }

  getParent(node: TreeNode): TreeNode | undefined {
    return node.kind === 'store' ? undefined : node.parent;
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    return toTreeItem(node, (address) => this.#stores.get(address), this.details);
  }

  /** An event's tooltip is the event in full. */
  async resolveTreeItem(item: vscode.TreeItem, node: TreeNode): Promise<vscode.TreeItem> {
    if (node.kind !== 'event') return item;
    const { store, aggregateId, position } = node;
    const { markdown } = await this.#backend.request('getEvent', { store, aggregateId, position });
    item.tooltip = new vscode.MarkdownString(markdown);
    return item;
  }

  /** A store has new events: what was read of it is brought up to date, and drawn anew where it changed. */
  async grow(grew: StoreGrew): Promise<void> {
    const look = this.#look;
    for (const entry of [...this.#pages.values()]) {
      const { parent, page } = entry;
      if (parent.kind === 'note' || parent.kind === 'more' || parent.store !== grew.store) continue;
      const grown = await growPage(this.#backend, parent, page, look, grew).catch(() => undefined);
      // A page may have been read further meanwhile.
      if (!grown || look.token.isCancellationRequested || entry.page !== page) continue;
      entry.page = grown;
      this.#changed.fire(parent);
      if (parent.kind === 'type') this.details.ask(changedIn(grown.nodes, page.nodes), look);
    }
    const types = [...this.#pages.values()].flatMap(({ parent, page }) =>
      parent.kind === 'store' && parent.store === grew.store ? page.nodes : [],
    );
    this.details.countAgain(types, look);
  }

  get #look(): Look {
    return { filter: this.#filter, order: this.#order, token: this.#reading.token };
  }

  #keep(parent: TreeNode, page: Page): void {
    this.#pages.set(idOf(parent), { parent, page });
    if (page.sortedAmong !== null) this.#looked.fire();
  }

  /** What was read of a node's children so far. */
  async #readSoFar(node: TreeNode): Promise<Page> {
    const known = this.#pages.get(idOf(node));
    if (known) return known.page;
    const look = this.#look;
    const page = await readChildren(this.#backend, node, look);
    // Something else is to be shown by now.
    if (look.token.isCancellationRequested) return this.#readSoFar(node);
    this.#keep(node, page);
    this.details.ask(page.nodes, look);
    return page;
  }
}

/** The nodes that are new, or look otherwise than before. */
function changedIn(nodes: readonly TreeNode[], before: readonly TreeNode[]): TreeNode[] {
  const known = new Map(before.map((node) => [idOf(node), textOf(node)]));
  return nodes.filter((node) => known.get(idOf(node)) !== textOf(node));
}
