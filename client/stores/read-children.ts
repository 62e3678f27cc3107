import * as vscode from 'vscode';
import type { AggregateOrder } from '../../server/protocol/browse-requests.ts';
import type { Backend } from '../backend.ts';
import type { TreeFilter } from './tree-filter.ts';
import type { AggregateNode, LookedAt, NoteNode, StoreNode, TreeNode, TypeNode } from './tree-node.ts';

export const PAGE_SIZE = 100;

/** What of the stores is looked at, and in which order. */
export interface Look {
  readonly filter: TreeFilter | undefined;
  readonly order: AggregateOrder;
  readonly token: vscode.CancellationToken;
}

/** What was read of a node's children so far. */
export interface Page {
  readonly nodes: readonly TreeNode[];
  /** Where to go on; null when that is all. */
  readonly next: string | null;
  readonly lookedAt: LookedAt | null;
  readonly sortedAmong: number | null;
}

const WHOLE = { next: null, lookedAt: null, sortedAmong: null };

/** Reads what stands below a node: its first page, or the one after `cursor`. */
export async function readChildren(
  backend: Backend,
  node: TreeNode,
  look: Look,
  { cursor, limit = PAGE_SIZE }: { readonly cursor?: string | undefined; readonly limit?: number } = {},
): Promise<Page> {
  switch (node.kind) {
    case 'store':
      return { ...WHOLE, nodes: await typesOf(backend, node, look) };
    case 'type':
      return aggregatesOf(backend, node, look, { cursor, limit });
    case 'aggregate':
      return eventsOf(backend, node, Number(cursor ?? 0), look);
    default:
      return { ...WHOLE, nodes: [] };
  }
}

async function typesOf(backend: Backend, parent: StoreNode, { filter, token }: Look): Promise<TreeNode[]> {
  const { store } = parent;
  const wanted = { store, types: filter?.types, ids: filter?.ids };
  const types = await backend.request('listAggregateTypes', wanted, token);
  if (types.length > 0) return types.map((aggregateType) => ({ kind: 'type', parent, store, aggregateType }));
  return [filter ? nothingFound(parent, filter) : noEvents(parent)];
}

async function aggregatesOf(
  backend: Backend,
  parent: TypeNode,
  { filter, order, token }: Look,
  { cursor, limit }: { readonly cursor: string | undefined; readonly limit: number },
): Promise<Page> {
  const { store, aggregateType } = parent;
  const page = { store, aggregateType, ids: filter?.ids, where: filter?.where, order, cursor, limit };
  const { aggregates, ...rest } = await backend.request('browseAggregates', page, token);
  const nodes = aggregates.map((aggregate): TreeNode => ({ kind: 'aggregate', parent, store, ...aggregate }));
  const isEmpty = nodes.length === 0 && cursor === undefined && rest.next === null && filter !== undefined;
  return { ...rest, nodes: isEmpty ? [nothingFound(parent, filter)] : nodes };
}

async function eventsOf(backend: Backend, parent: AggregateNode, read: number, { token }: Look): Promise<Page> {
  const { store, aggregateId } = parent;
  const page = { store, aggregateId, firstPosition: read + 1, limit: PAGE_SIZE };
  const { events, more } = await backend.request('listEvents', page, token);
  const nodes = events.map((event): TreeNode => ({ kind: 'event', parent, store, aggregateId, ...event }));
  return { ...WHOLE, nodes, next: more ? String(read + nodes.length) : null };
}

function nothingFound(parent: TreeNode, { text, where }: TreeFilter): NoteNode {
  const { l10n } = vscode;
  const said =
    where === undefined
      ? l10n.t('No aggregate is like {0}: clear the filter', text)
      : l10n.t('No event is like {0}: clear the filter', text);
  const command = { title: l10n.t('Clear Filter'), command: 'event-replay.clearFilter' };
  return { kind: 'note', parent, text: said, failed: false, command };
}

function noEvents(parent: TreeNode): NoteNode {
  const text = vscode.l10n.t('No events yet: they appear here as they are recorded');
  return { kind: 'note', parent, text, failed: false };
}
