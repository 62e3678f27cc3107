import * as vscode from 'vscode';
import { parseStreamUri } from '../server/protocol/stream-address.ts';
import type { TreeNode } from './stores/tree-node.ts';

/** What a command works on: a stream, and perhaps one event of it. */
export interface StreamTarget {
  readonly store: string;
  readonly aggregateId: string;
  readonly position?: number;
}

export function isSameStream(a: StreamTarget, b: StreamTarget): boolean {
  return a.store === b.store && a.aggregateId === b.aggregateId;
}

/** The stream of a node in the Stores view. */
export function targetOfNode(node: TreeNode | undefined): StreamTarget | undefined {
  if (node?.kind === 'aggregate') return { store: node.store, aggregateId: node.aggregateId };
  if (node?.kind !== 'event') return undefined;
  return { store: node.store, aggregateId: node.aggregateId, position: node.position };
}

/** The stream whose document is in front. */
export function targetOfActiveDocument(): StreamTarget | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputText ? toTarget(input.uri) : undefined;
}

/** The event on a line, counted from 1, of a stream document. */
export function targetOfLine(uri: vscode.Uri, line: number): Required<StreamTarget> | undefined {
  const address = parseStreamUri(uri.toString());
  return address && { ...toStream(address), position: address.firstPosition + line - 1 };
}

function toTarget(uri: vscode.Uri): StreamTarget | undefined {
  const address = parseStreamUri(uri.toString());
  return address && toStream(address);
}

function toStream({ store, aggregateId }: StreamTarget): StreamTarget {
  return { store, aggregateId };
}
