import * as vscode from 'vscode';
import { type AddingParts, askAndAddStore } from '../stores/add-store.ts';
import { storeName } from '../stores/store-name.ts';

interface Choice extends vscode.QuickPickItem {
  /** Missing for "Add Store…". */
  readonly address?: string;
}

/** Asks which store to use, unless there is only one. Undefined when the user gives up. */
export async function pickStore(parts: AddingParts): Promise<string | undefined> {
  const { stores } = parts;
  const { addresses } = stores;
  if (addresses.length === 1) return addresses[0];
  if (addresses.length === 0) return askAndAddStore(parts);
  const choices: Choice[] = [
    ...addresses.map((address) => ({
      label: `$(database) ${stores.nameOf(address)}`,
      description: storeName(address).place,
      address,
    })),
    { label: vscode.l10n.t('$(add) Add Store…') },
  ];
  const choice = await vscode.window.showQuickPick(choices, {
    placeHolder: vscode.l10n.t('Which store?'),
    matchOnDescription: true,
  });
  return choice && (choice.address ?? askAndAddStore(parts));
}
