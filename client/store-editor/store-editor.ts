import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { Parts } from '../commands/parts.ts';
import { showError } from '../show-error.ts';
import { StoreLook } from './store-look.ts';
import { storePageHtml } from './store-page.ts';

export const STORE_EDITOR = 'event-replay.storeEditor';

/** Where the page's files are, in the extension's folder. */
const MEDIA = ['media', 'store-editor'];

export type StoreEditorParts = Pick<Parts, 'backend' | 'stores' | 'view'>;

/** "Open as Event Store" for a SQLite file: what it holds, and the ways into it. */
export function registerStoreEditor(parts: StoreEditorParts, extension: vscode.Uri): vscode.Disposable {
  const media = vscode.Uri.joinPath(extension, ...MEDIA);
  return vscode.window.registerCustomEditorProvider(STORE_EDITOR, {
    openCustomDocument: (uri): vscode.CustomDocument => ({ uri, dispose: () => {} }),
    // Not awaited: the editor is there at once, whatever the file is.
    resolveCustomEditor: ({ uri }, panel) => showStore(parts, media, uri, panel),
  } satisfies vscode.CustomReadonlyEditorProvider);
}

function showStore(parts: StoreEditorParts, media: vscode.Uri, file: vscode.Uri, panel: vscode.WebviewPanel): void {
  const { webview } = panel;
  const look = new StoreLook(parts, file, (page) => void webview.postMessage(page));
  webview.options = { enableScripts: true, localResourceRoots: [media] };
  const at = (name: string) => String(webview.asWebviewUri(vscode.Uri.joinPath(media, name)));
  const files = { style: at('page.css'), script: at('page.js'), source: webview.cspSource };
  const listening = webview.onDidReceiveMessage(async ({ action }: { readonly action?: unknown }) => {
    try {
      await look.act(action);
    } catch (error) {
      void showError(error);
    }
  });
  webview.html = storePageHtml(files, randomBytes(16).toString('base64url'), vscode.env.language);
  panel.onDidDispose(() => {
    listening.dispose();
    look.dispose();
  });
}
