import * as vscode from 'vscode';
import type { KnownStores } from './known-stores.ts';

/**
 * Whether something may be written to a store. Everything in the client that writes asks here first. `what` completes the
 * sentence "This will be written to it: …".
 */
export type MayWrite = (address: string, what: string) => Promise<boolean>;

/** Refuses for a store that is read-only, where writing can be allowed at once, and asks for one of production. */
export function createWriteGuard(stores: KnownStores): MayWrite {
  return async (address, what) => {
    if (stores.get(address)?.readOnly !== false && !(await allowsWriting(stores, address, what))) return false;
    return stores.get(address)?.production !== true || isMeant(stores.nameOf(address), address, what);
  };
}

async function allowsWriting(stores: KnownStores, address: string, what: string): Promise<boolean> {
  const { l10n } = vscode;
  const name = stores.nameOf(address);
  if (!stores.get(address)) {
    const add = l10n.t('Add Store…');
    const why = l10n.t('Nothing is written to {0}: add it to the Stores view and allow writing there first.', name);
    if ((await vscode.window.showWarningMessage(why, add)) === add) {
      await vscode.commands.executeCommand('event-replay.addStore');
    }
    return false;
  }
  const allow = l10n.t('Allow Writing');
  const why = l10n.t('{0} is read-only, so this was not written to it: {1}.', name, what);
  if ((await vscode.window.showWarningMessage(why, allow)) !== allow) return false;
  await stores.change(address, { readOnly: false });
  return true;
}

/** Modal, because it is about other people's data. */
async function isMeant(name: string, address: string, what: string): Promise<boolean> {
  const { l10n } = vscode;
  const write = l10n.t('Write to Production');
  const asked = l10n.t('{0} is marked as production.', name);
  const detail = l10n.t('This will be written to it: {0}.\n\n{1}', what, address);
  return (await vscode.window.showWarningMessage(asked, { modal: true, detail }, write)) === write;
}
