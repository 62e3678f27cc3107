import * as vscode from 'vscode';
import type { StoreSource } from './store-source.ts';

/** Asks for a file. Undefined when the user gives up. */
export async function browseForStore(): Promise<StoreSource | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('Add Store'),
    openLabel: vscode.l10n.t('Add Store'),
    filters: {
      [vscode.l10n.t('SQLite databases')]: ['db', 'sqlite', 'sqlite3'],
      [vscode.l10n.t('All files')]: ['*'],
    },
  });
  return chosen?.[0] && { uri: chosen[0].fsPath };
}
