import type { Backend } from '../backend.ts';
import type { AggregateNode, NoteNode, StoreNode, TreeNode, TypeNode } from './tree-node.ts';

const PAGE_SIZE = 100;

/** A page of a node's children; `after` are the pages before it. */
export interface Page {
  readonly nodes: readonly TreeNode[];
  readonly more: boolean;
}

/** Reads what stands below a node. */
export async function readChildren(
  backend: Backend,
  node: TreeNode,
  after: readonly TreeNode[],
  contains: string | undefined,
): Promise<Page> {
  switch (node.kind) {
    case 'store':
      return { nodes: await typesOf(backend, node, contains), more: false };
    case 'type':
      return aggregatesOf(backend, node, after.at(-1), contains);
    case 'aggregate':
      return eventsOf(backend, node, after.length);
    default:
      return { nodes: [], more: false };
  }
}

async function typesOf(backend: Backend, parent: StoreNode, contains: string | undefined): Promise<TreeNode[]> {
  const { store } = parent;
  const types = await backend.request('listAggregateTypes', { store, contains });
  if (types.length > 0) return types.map((type) => ({ kind: 'type', parent, store, ...type }));
  const text = contains ? `No aggregate contains '${contains}'` : 'No events yet';
  return [{ kind: 'note', parent, text, failed: false } satisfies NoteNode];
}

async function aggregatesOf(
  backend: Backend,
  parent: TypeNode,
  last: TreeNode | undefined,
  contains: string | undefined,
): Promise<Page> {
  const { store, aggregateType } = parent;
  const after = last?.kind === 'aggregate' ? last.aggregateId : undefined;
  const page = { store, aggregateType, contains, after, limit: PAGE_SIZE };
  const { aggregates, more } = await backend.request('listAggregates', page);
  return { nodes: aggregates.map((aggregate) => ({ kind: 'aggregate', parent, store, ...aggregate })), more };
}

async function eventsOf(backend: Backend, parent: AggregateNode, read: number): Promise<Page> {
  const { store, aggregateId } = parent;
  const page = { store, aggregateId, firstPosition: read + 1, limit: PAGE_SIZE };
  const { events, more } = await backend.request('listEvents', page);
  return { nodes: events.map((event) => ({ kind: 'event', parent, store, aggregateId, ...event })), more };
}
