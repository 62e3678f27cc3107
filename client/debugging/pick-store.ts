import * as vscode from 'vscode';
import { askForStore } from '../stores/ask-for-store.ts';
import { baseFolder } from '../stores/base-folder.ts';
import type { KnownStores } from '../stores/known-stores.ts';
import { storeName } from '../stores/store-name.ts';

interface Choice extends vscode.QuickPickItem {
  /** Missing for "Add Store…". */
  readonly address?: string;
}

/** Asks which store to use, unless there is only one. Undefined when the user gives up. */
export async function pickStore(stores: KnownStores): Promise<string | undefined> {
  const { addresses } = stores;
  if (addresses.length === 1) return addresses[0];
  if (addresses.length === 0) return addAnother(stores);
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
  return choice && (choice.address ?? addAnother(stores));
}

async function addAnother(stores: KnownStores): Promise<string | undefined> {
  const uri = await askForStore();
  return uri === undefined ? undefined : stores.add(uri, baseFolder());
}
