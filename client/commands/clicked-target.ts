import * as vscode from 'vscode';
import { EventAddress } from '../../server/protocol/request-parts.ts';
import { type EventTarget, targetOfCursor, targetOfLine } from '../stream-target.ts';

/** What the menus of the margin, of the editor's text and of the call stack pass to a command, in this order, and the links of a hover. */
export type Clicked = { readonly uri: vscode.Uri; readonly lineNumber: number } | vscode.Uri | string | EventAddress;

/** What the call stack's menu passes besides. */
export interface ClickedFrame {
  readonly frameLocation?: { readonly range: { readonly startLineNumber: number } };
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
