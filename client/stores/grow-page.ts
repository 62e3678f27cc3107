import type { StoreGrew } from '../../server/protocol/notifications.ts';
import type { Backend } from '../backend.ts';
import { type Look, PAGE_SIZE, type Page, readChildren } from './read-children.ts';
import type { TreeNode } from './tree-node.ts';

/** Longer lists stay as they are until they are refreshed. */
const LONGEST = 1_000;

/** A page as it is after its store grew; undefined when nothing changed, or keeping up with it would cost too much. */
export async function growPage(
  backend: Backend,
  parent: TreeNode,
  page: Page,
  look: Look,
  { aggregateIds, more }: StoreGrew,
): Promise<Page | undefined> {
  if (parent.kind === 'aggregate') {
    const isOver = page.next === null && (more || aggregateIds.includes(parent.aggregateId));
    if (!isOver) return undefined;
    const { nodes, ...rest } = await readChildren(backend, parent, look, { cursor: String(page.nodes.length) });
    return nodes.length === 0 ? undefined : { ...rest, nodes: [...page.nodes, ...nodes] };
  }
  // What was found by a search, or sorted by counting everything, is not found again for every event.
  const isCheap = parent.kind === 'store' || (look.filter?.where === undefined && look.order !== 'count');
  if (!isCheap || page.nodes.length > LONGEST) return undefined;
  const grown = await readChildren(backend, parent, look, { limit: Math.max(PAGE_SIZE, page.nodes.length) });
  return isSame(grown.nodes, page.nodes) ? undefined : grown;
}

function isSame(some: readonly TreeNode[], others: readonly TreeNode[]): boolean {
  return some.length === others.length && some.every((node, index) => textOf(node) === textOf(others[index]!));
}

/** All of a node but its parent. */
export function textOf(node: TreeNode): string {
  return JSON.stringify(node, (key, value) => (key === 'parent' ? undefined : value));
}
