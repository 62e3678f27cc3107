import * as vscode from 'vscode';
import { pickStore } from '../debugging/pick-store.ts';
import type { Commands } from '../register-commands.ts';
import type { StoreNode } from '../stores/tree-node.ts';
import type { Parts } from './parts.ts';

/** The commands on a store of the Stores view: how it is called, and what may be done to it. */
export function createKnownStoreCommands(parts: Parts): Commands {
  const { stores } = parts;
  /** From the palette the store is asked for. */
  const onStore = (act: (address: string) => unknown) => async (node?: StoreNode) => {
    const address = node?.store ?? (await pickStore(parts));
    if (address !== undefined) await act(address);
  };
  return {
    renameStore: onStore(async (address) => {
      const label = await vscode.window.showInputBox({
        title: vscode.l10n.t('Rename Store'),
        prompt: vscode.l10n.t('How the store is called in this workspace. Leave it empty for its own name.'),
        value: stores.nameOf(address),
      });
      if (label !== undefined) await stores.change(address, { label: label.trim() || undefined });
    }),
    markProduction: onStore((address) => stores.change(address, { production: true })),
    unmarkProduction: onStore((address) => stores.change(address, { production: false })),
    allowWriting: onStore((address) => stores.change(address, { readOnly: false })),
    makeReadOnly: onStore((address) => stores.change(address, { readOnly: true })),
    /** An address holds no secrets. */
    copyStoreAddress: onStore((address) => vscode.env.clipboard.writeText(address)),
  };
}
