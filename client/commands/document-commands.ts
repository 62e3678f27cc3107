import * as vscode from 'vscode';
import { parseStreamUri, type StreamAddress, WINDOW_SIZE } from '../../server/protocol/stream-address.ts';
import { activeReplay, ask } from '../debugging/active-replay.ts';
import { openStream } from '../documents/open-stream.ts';
import type { Commands } from '../register-commands.ts';
import type { Parts } from './parts.ts';

/** A line of a document, counted from 1: what the margin's menu passes, and the language server. */
interface LineOf {
  readonly uri: vscode.Uri | string;
  readonly lineNumber: number;
}

/** The commands on a stream document. */
export function createDocumentCommands({ backend }: Parts): Commands {
  return {
    previousWindow: async (uri?: vscode.Uri | string) => {
      const window = windowOf(uri);
      if (window.firstPosition === 1) throw new Error(vscode.l10n.t('This is the beginning of the stream.'));
      // On its last line, from where one goes on reading upwards.
      await openStream({ ...window, position: window.firstPosition - 1 });
    },

    nextWindow: async (uri?: vscode.Uri | string) => {
      const { store, aggregateId, firstPosition } = windowOf(uri);
      const next = { store, aggregateId, firstPosition: firstPosition + WINDOW_SIZE };
      // Rejects with how long the stream is, when it ends before.
      await backend.request('streamStat', next);
      await openStream({ ...next, position: next.firstPosition });
    },

    /** A replay that is paused stands there, without evaluating anything on the way. */
    jumpHere: async (clicked?: LineOf | vscode.Uri) => {
      const session = activeReplay();
      const { uri, line } = lineOf(clicked);
      const targets = await ask(session, 'gotoTargets', { source: { path: uri.toString() }, line });
      const [target] = (targets?.body as { targets?: { id: number }[] } | undefined)?.targets ?? [];
      const threadId = vscode.debug.activeStackItem?.threadId ?? 1;
      if (target) await ask(session, 'goto', { threadId, targetId: target.id });
    },

    /** The event of a line between those before and after it, without leaving it. */
    showNeighbours: async (at: LineOf) => {
      const { uri, line } = lineOf(at);
      const { lineCount } = await vscode.workspace.openTextDocument(uri);
      const lines = [line - 2, line - 1, line].filter((each) => each >= 0 && each < lineCount - 1);
      const places = lines.map((each) => new vscode.Location(uri, new vscode.Position(each, 0)));
      const start = new vscode.Position(line - 1, 0);
      await vscode.commands.executeCommand('editor.action.peekLocations', uri, start, places, 'peek');
    },
  };
}

function windowOf(uri: vscode.Uri | string | undefined): StreamAddress {
  const window = parseStreamUri(String(uri ?? vscode.window.activeTextEditor?.document.uri));
  if (!window) throw new Error(vscode.l10n.t('Open a stream document first.'));
  return window;
}

/** The line that was clicked; the cursor's, which a click into the text has moved there, when none is named. */
function lineOf(clicked: LineOf | vscode.Uri | undefined): { uri: vscode.Uri; line: number } {
  if (clicked && 'lineNumber' in clicked) {
    const { uri, lineNumber } = clicked;
    return { uri: typeof uri === 'string' ? vscode.Uri.parse(uri) : uri, line: lineNumber };
  }
  const editor = vscode.window.activeTextEditor;
  if (!editor) throw new Error(vscode.l10n.t('Put the cursor on an event of a stream document first.'));
  return { uri: editor.document.uri, line: editor.selection.active.line + 1 };
}
