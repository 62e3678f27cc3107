import * as vscode from 'vscode';
import type { Backend } from '../backend.ts';
import { toMessage } from '../show-error.ts';
import { withLateProgress } from '../with-late-progress.ts';
import { toQueryItem } from './query-item.ts';
import { idOfQuery, type QueryNode, type RecentNode, type ResultNode, type SavedNode } from './query-node.ts';
import { titleOf } from './query-text.ts';
import type { RecentQueries } from './recent-queries.ts';
import { readPage } from './run-query.ts';
import { nameOfFile, type SavedQueries } from './saved-queries.ts';

const PAGE = 100;

/** What was read below a query so far. */
interface Pages {
  readonly nodes: readonly ResultNode[];
  readonly next: string | null;
}

/** The Queries view's data. A query runs when it is expanded, page by page; what it found is kept until it is refreshed. */
export class QueryTree implements vscode.TreeDataProvider<QueryNode> {
  readonly #backend: Backend;
  readonly #saved: SavedQueries;
  readonly #recent: RecentQueries;
  readonly #pages = new Map<string, Pages>();
  readonly #changed = new vscode.EventEmitter<QueryNode | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(backend: Backend, saved: SavedQueries, recent: RecentQueries) {
    this.#backend = backend;
    this.#saved = saved;
    this.#recent = recent;
    saved.onDidChange(() => this.refresh());
    recent.onDidChange(() => this.#changed.fire(undefined));
  }

  refresh(): void {
    this.#pages.clear();
    this.#changed.fire(undefined);
  }

  async loadMore(query: SavedNode | RecentNode): Promise<void> {
    const before = await this.#readSoFar(query);
    const after = await this.#read(query, before);
    this.#pages.set(idOfQuery(query), { nodes: [...before.nodes, ...after.nodes], next: after.next });
    this.#changed.fire(query);
  }

  async getChildren(node?: QueryNode): Promise<QueryNode[]> {
    if (!node) return this.#groups();
    if (node.kind === 'group') return node.group === 'saved' ? this.#savedNodes() : this.#recentNodes();
    if (node.kind !== 'saved' && node.kind !== 'recent') return [];
    try {
      const { nodes, next } = await this.#readSoFar(node);
      if (nodes.length === 0) {
        const text = vscode.l10n.t('No event matches');
        return [{ kind: 'queryNote', parent: node, text, failed: false }];
      }
      return next === null ? [...nodes] : [...nodes, { kind: 'moreResults', parent: node }];
    } catch (error) {
      return [{ kind: 'queryNote', parent: node, text: toMessage(error), failed: true }];
    }
  }

  getParent(node: QueryNode): QueryNode | undefined {
    if (node.kind === 'group') return undefined;
    if (node.kind === 'saved' || node.kind === 'recent') return { kind: 'group', group: node.kind };
    return node.parent;
  }

  getTreeItem(node: QueryNode): vscode.TreeItem {
    return toQueryItem(node);
  }

  /** A result's tooltip is the event in full. */
  async resolveTreeItem(
    item: vscode.TreeItem,
    node: QueryNode,
    token: vscode.CancellationToken,
  ): Promise<vscode.TreeItem> {
    if (node.kind !== 'result') return item;
    const { store, row } = node;
    const place = await this.#backend.request('locateEvent', { store, eventId: row.eventId }, token);
    const { markdown } = await this.#backend.request('getEvent', { store, ...place }, token);
    item.tooltip = new vscode.MarkdownString(markdown);
    return item;
  }

  /** Nothing at all where there are no queries: then the view says what to do. */
  async #groups(): Promise<QueryNode[]> {
    const isEmpty = this.#recent.all.length === 0 && (await this.#saved.list()).length === 0;
    if (isEmpty) return [];
    return [
      { kind: 'group', group: 'saved' },
      { kind: 'group', group: 'recent' },
    ];
  }

  async #savedNodes(): Promise<QueryNode[]> {
    const files = await this.#saved.list();
    if (files.length > 0) return files.map((uri) => ({ kind: 'saved', uri }));
    const text = vscode.l10n.t('Save a query in the workspace to keep it here');
    return [{ kind: 'queryNote', parent: { kind: 'group', group: 'saved' }, text, failed: false }];
  }

  #recentNodes(): QueryNode[] {
    const { all } = this.#recent;
    if (all.length > 0) return all.map((query) => ({ kind: 'recent', ...query }));
    const text = vscode.l10n.t('Run a query to find it here again');
    return [{ kind: 'queryNote', parent: { kind: 'group', group: 'recent' }, text, failed: false }];
  }

  async #readSoFar(query: SavedNode | RecentNode): Promise<Pages> {
    const id = idOfQuery(query);
    const known = this.#pages.get(id);
    if (known) return known;
    const pages = await this.#read(query);
    this.#pages.set(id, pages);
    return pages;
  }

  async #read(query: SavedNode | RecentNode, before?: Pages): Promise<Pages> {
    const text = await textOf(query);
    const title = query.kind === 'saved' ? nameOfFile(query.uri) : titleOf(text);
    const after = { cursor: before?.next ?? undefined, read: before?.nodes.length ?? 0, limit: PAGE };
    const page = await withLateProgress(vscode.l10n.t('Running {0}', title), (token) =>
      readPage(this.#backend, text, after, token),
    );
    const { store, rows, next } = page;
    return { nodes: rows.map((row) => ({ kind: 'result', parent: query, store, row })), next };
  }
}

/** A query's text: of a file as it stands in the editor, if it is open there. */
export async function textOf(query: SavedNode | RecentNode): Promise<string> {
  return query.kind === 'recent' ? query.text : (await vscode.workspace.openTextDocument(query.uri)).getText();
}
