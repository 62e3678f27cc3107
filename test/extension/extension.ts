import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Parts } from '../../client/commands/parts.ts';
import manifest from '../../package.json' with { type: 'json' };
import { toStreamUri } from '../../server/protocol/stream-address.ts';

/** The demo store, which the workspace of these suites holds. */
export const demoFile = path.join(vscode.workspace.workspaceFolders![0]!.uri.fsPath, 'events.db');
export const demoStore = `sqlite:${demoFile}`;

/** The extension, activated. */
export async function activate(): Promise<Parts> {
  const extension = vscode.extensions.getExtension<Parts>(`${manifest.publisher}.${manifest.name}`);
  assert.ok(extension, 'the extension is not installed');
  return extension.activate();
}

export function streamUri(aggregateId: string, store = demoStore): vscode.Uri {
  return vscode.Uri.parse(toStreamUri({ store, aggregateId, firstPosition: 1 }));
}

/** The next time that an event of VS Code satisfies a question; ask before you cause it. */
export function next<T>(event: vscode.Event<T>, satisfies: (value: T) => boolean = () => true): Promise<T> {
  return new Promise((resolve) => {
    const listening = event((value) => {
      if (!satisfies(value)) return;
      listening.dispose();
      resolve(value);
    });
  });
}
