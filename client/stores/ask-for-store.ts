import * as vscode from 'vscode';
import type { Backend } from '../backend.ts';
import { log } from '../log.ts';
import { toMessage } from '../show-error.ts';
import { askForUri } from './ask-for-uri.ts';
import { browseForStore } from './browse-for-store.ts';
import { findStoreChoices } from './find-store-choices.ts';
import type { KnownStores } from './known-stores.ts';
import type { StoreSource } from './store-source.ts';

export interface StoreChoice extends vscode.QuickPickItem {
  /** Missing for a line that only separates. */
  readonly choose?: () => PromiseLike<StoreSource | undefined> | StoreSource;
}

/**
 * Asks for a store: one that is found in the workspace, another file, a URI or a service. What is found comes into the list
 * while it is open. Undefined when the user gives up.
 */
export async function askForStore(backend: Backend, stores: KnownStores): Promise<StoreSource | undefined> {
  const choice = await pickChoice(backend, stores);
  return choice?.choose?.();
}

function pickChoice(backend: Backend, stores: KnownStores): Promise<StoreChoice | undefined> {
  const { promise, resolve } = Promise.withResolvers<StoreChoice | undefined>();
  const pick = vscode.window.createQuickPick<StoreChoice>();
  const searching = new vscode.CancellationTokenSource();
  const others = otherChoices(backend);
  pick.title = vscode.l10n.t('Add Store');
  pick.placeholder = vscode.l10n.t('Where are the events?');
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  pick.items = others;
  pick.busy = true;
  pick.onDidAccept(() => {
    resolve(pick.selectedItems[0]);
    pick.hide();
  });
  pick.onDidHide(() => {
    resolve(undefined);
    searching.cancel();
    pick.dispose();
  });
  pick.show();
  findStoreChoices(backend, stores, searching.token)
    .catch((error: unknown) => {
      // The other ways to a store are open all the same.
      log().error(toMessage(error));
      return [];
    })
    .then((found) => {
      if (searching.token.isCancellationRequested) return;
      pick.busy = false;
      if (found.length > 0) pick.items = [...found, ...others];
    });
  return promise;
}

function otherChoices(backend: Backend): StoreChoice[] {
  const { l10n } = vscode;
  return [
    { label: l10n.t('elsewhere'), kind: vscode.QuickPickItemKind.Separator },
    {
      label: l10n.t('$(folder-opened) Browse…'),
      description: l10n.t('a SQLite file on this machine'),
      choose: browseForStore,
    },
    {
      label: l10n.t('$(link) Paste a URI…'),
      description: l10n.t('your DATABASE_URL, as it is'),
      choose: () => askForUri(backend, 'database'),
    },
    {
      label: l10n.t('$(globe) Event Replay Service…'),
      description: l10n.t('http(s)://, where the database cannot be reached'),
      choose: () => askForUri(backend, 'service'),
    },
  ];
}
