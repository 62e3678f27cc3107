import * as vscode from 'vscode';
import { parseEventUri } from '../server/protocol/event-address.ts';
import { parseStreamUri } from '../server/protocol/stream-address.ts';
import type { TreeNode } from './stores/tree-node.ts';

/** What a command works on: a stream, and perhaps one event of it. */
export interface StreamTarget {
  readonly store: string;
  readonly aggregateId: string;
  readonly position?: number;
}

export type EventTarget = Required<StreamTarget>;

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

/** The event on the line, counted from 1, of a stream document, or the event whose document it is. */
export function targetOfLine(uri: vscode.Uri, line: number): EventTarget | undefined {
  const address = parseStreamUri(uri.toString());
  if (!address) return parseEventUri(uri.toString());
  return { ...toStream(address), position: address.firstPosition + line - 1 };
}

/** The event on the line of the cursor. */
export function targetOfCursor(): EventTarget | undefined {
  const editor = vscode.window.activeTextEditor;
  return editor && targetOfLine(editor.document.uri, editor.selection.active.line + 1);
}

function toTarget(uri: vscode.Uri): StreamTarget | undefined {
  const address = parseStreamUri(uri.toString()) ?? parseEventUri(uri.toString());
  return address && toStream(address);
}

function toStream({ store, aggregateId }: StreamTarget): StreamTarget {
  return { store, aggregateId };
}
