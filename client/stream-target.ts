import * as vscode from 'vscode';
import { EventAddress, parseEventUri } from '../server/protocol/event-address.ts';
import { parseStreamUri } from '../server/protocol/stream-address.ts';
import type { TreeNode } from './stores/tree-node.ts';

/** What a command works on: a stream, and perhaps one event of it. */
export interface StreamTarget {
  readonly store: string;
  readonly aggregateId: string;
  readonly position?: number;
}

export type EventTarget = Required<StreamTarget>;

/** What the menus of the margin, of the editor's text and of the call stack pass to a command, in this order, and the links of a hover. */
export type Clicked = { readonly uri: vscode.Uri; readonly lineNumber: number } | vscode.Uri | string | EventAddress;

/** What the call stack's menu passes besides. */
export interface ClickedFrame {
  readonly frameLocation?: { readonly range: { readonly startLineNumber: number } };
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

/** The event that was clicked; undefined when none was, because the command comes from the palette. */
export function targetOfClick(clicked: Clicked | undefined, frame?: ClickedFrame): EventTarget | undefined {
  if (clicked === undefined) return undefined;
  if (typeof clicked === 'string') {
    const line = frame?.frameLocation?.range.startLineNumber;
    return line === undefined ? undefined : targetOfLine(vscode.Uri.parse(clicked), line);
  }
  if ('aggregateId' in clicked) return EventAddress.parse(clicked);
  // A click into the text moves the cursor there first.
  return 'lineNumber' in clicked ? targetOfLine(clicked.uri, clicked.lineNumber) : targetOfCursor();
}

function toTarget(uri: vscode.Uri): StreamTarget | undefined {
  const address = parseStreamUri(uri.toString()) ?? parseEventUri(uri.toString());
  return address && toStream(address);
}

function toStream({ store, aggregateId }: StreamTarget): StreamTarget {
  return { store, aggregateId };
}
