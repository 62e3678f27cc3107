import type * as vscode from 'vscode';
import type { ResultRow } from '../../server/protocol/query-requests.ts';

/** What the Queries view shows, as plain data; `query-item.ts` says how it looks. */
export type QueryNode = GroupNode | SavedNode | RecentNode | ResultNode | MoreResultsNode | QueryNoteNode;

export interface GroupNode {
  readonly kind: 'group';
  readonly group: 'saved' | 'recent';
}

export interface SavedNode {
  readonly kind: 'saved';
  readonly uri: vscode.Uri;
}

export interface RecentNode {
  readonly kind: 'recent';
  readonly title: string;
  readonly text: string;
}

export interface ResultNode {
  readonly kind: 'result';
  readonly parent: SavedNode | RecentNode;
  readonly store: string;
  readonly row: ResultRow;
}

export interface MoreResultsNode {
  readonly kind: 'moreResults';
  readonly parent: SavedNode | RecentNode;
}

/** A sentence in place of children. */
export interface QueryNoteNode {
  readonly kind: 'queryNote';
  readonly parent: GroupNode | SavedNode | RecentNode;
  readonly text: string;
  readonly failed: boolean;
}

/** Stays the same when the view is read anew, so that what was expanded stays expanded. */
export function idOfQuery(node: QueryNode): string {
  switch (node.kind) {
    case 'group':
      return node.group;
    case 'saved':
      return `saved\n${node.uri.toString()}`;
    case 'recent':
      return `recent\n${node.text}`;
    case 'result':
      return `${idOfQuery(node.parent)}\n\n${node.row.eventId}`;
    case 'moreResults':
    case 'queryNote':
      return `${idOfQuery(node.parent)}\n\n${node.kind}`;
  }
}
