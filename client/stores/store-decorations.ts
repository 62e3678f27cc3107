import * as vscode from 'vscode';
import type { KnownStores } from './known-stores.ts';

const SCHEME = 'event-replay-store';

/** What stands for a store where VS Code asks for decorations. */
export function toStoreResource(address: string): vscode.Uri {
  return vscode.Uri.from({ scheme: SCHEME, path: `/${encodeURIComponent(address)}` });
}

/** Stores of production wear a badge and a colour in the Stores view. */
export function registerStoreDecorations(stores: KnownStores): vscode.Disposable {
  const changed = new vscode.EventEmitter<vscode.Uri[]>();
  return vscode.Disposable.from(
    changed,
    stores.onDidChange(() => changed.fire(stores.addresses.map(toStoreResource))),
    vscode.window.registerFileDecorationProvider({
      onDidChangeFileDecorations: changed.event,
      provideFileDecoration: ({ scheme, path }) => {
        if (scheme !== SCHEME || !stores.get(decodeURIComponent(path.slice(1)))?.production) return undefined;
        const color = new vscode.ThemeColor('list.warningForeground');
        return new vscode.FileDecoration('P', vscode.l10n.t('Production'), color);
      },
    }),
  );
}
