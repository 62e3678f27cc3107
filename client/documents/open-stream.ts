import * as vscode from 'vscode';
import { toStreamUri, windowOf } from '../../server/protocol/stream-address.ts';
import type { StreamTarget } from '../stream-target.ts';

/** Shows the document of a stream, on the line of the target's event. */
export async function openStream(
  { store, aggregateId, position }: StreamTarget,
  viewColumn?: vscode.ViewColumn,
): Promise<void> {
  const { firstPosition, line } = windowOf(position ?? 1);
  const uri = vscode.Uri.parse(toStreamUri({ store, aggregateId, firstPosition }));
  await showLine(uri, line, viewColumn);
}

/** Shows a line, counted from 1. */
export async function showLine(uri: vscode.Uri, line: number, viewColumn?: vscode.ViewColumn): Promise<void> {
  const selection = new vscode.Range(line - 1, 0, line - 1, 0);
  // Not `showTextDocument`: this opens a document of any size, and shows in the editor why one cannot be read.
  await vscode.commands.executeCommand('vscode.open', uri, {
    selection,
    ...(viewColumn === undefined ? {} : { viewColumn }),
  } satisfies vscode.TextDocumentShowOptions);
}
