import type { AggregateItem, EventItem } from '../../server/protocol/tree-items.ts';

/** What the Stores view shows, as plain data; `tree-item.ts` says how it looks. */
export type TreeNode = StoreNode | TypeNode | AggregateNode | EventNode | MoreNode | NoteNode;

export interface StoreNode {
  readonly kind: 'store';
  readonly store: string;
}

export interface TypeNode {
  readonly kind: 'type';
  readonly parent: StoreNode;
  readonly store: string;
  readonly aggregateType: string;
}

export interface AggregateNode extends AggregateItem {
  readonly kind: 'aggregate';
  readonly parent: TypeNode;
  readonly store: string;
}

export interface EventNode extends EventItem {
  readonly kind: 'event';
  readonly parent: AggregateNode;
  readonly store: string;
  readonly aggregateId: string;
}

/** "Load more…", at the end of a page; "Search on…", where a search has stopped. */
export interface MoreNode {
  readonly kind: 'more';
  readonly parent: TypeNode | AggregateNode;
  readonly lookedAt: LookedAt | null;
}

/** How far a search went before it stopped. */
export interface LookedAt {
  readonly count: number;
  readonly of: 'aggregates' | 'events';
}

/** A sentence in place of children: why there are none. */
export interface NoteNode {
  readonly kind: 'note';
  readonly parent: TreeNode;
  readonly text: string;
  readonly failed: boolean;
  /** A command that does something about it. */
  readonly command?: { readonly title: string; readonly command: string };
}

/** Stays the same when the tree is read anew, so that what was expanded stays expanded. */
export function idOf(node: TreeNode): string {
  switch (node.kind) {
    case 'store':
      return node.store;
    case 'type':
      return `${idOf(node.parent)}\n${node.aggregateType}`;
    case 'aggregate':
      return `${idOf(node.parent)}\n${node.aggregateId}`;
    case 'event':
      return `${idOf(node.parent)}\n${node.position}`;
    case 'more':
    case 'note':
      return `${idOf(node.parent)}\n\n${node.kind}`;
  }
}
