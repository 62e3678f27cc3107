import * as vscode from 'vscode';
import type { KnownStore } from './known-store.ts';
import { toStoreResource } from './store-decorations.ts';
import { storeName } from './store-name.ts';
import { idOf, type StoreNode } from './tree-node.ts';

/** How a store looks: locked or not, and whether it is one of production. */
export function storeItem(node: StoreNode, { address, label, readOnly, production }: KnownStore): vscode.TreeItem {
  const { l10n } = vscode;
  const { name, place } = storeName(address);
  const item = new vscode.TreeItem(label ?? name, vscode.TreeItemCollapsibleState.Expanded);
  item.id = idOf(node);
  // Menus look at it.
  item.contextValue = `store.${readOnly ? 'readOnly' : 'writable'}${production ? '.production' : ''}`;
  const color = production ? new vscode.ThemeColor('list.warningForeground') : undefined;
  item.iconPath = new vscode.ThemeIcon(readOnly ? 'lock' : 'unlock', color);
  item.resourceUri = toStoreResource(address);
  const kind = production ? l10n.t('production') : '';
  const folder = isWorkspaceFolder(place) ? '' : vscode.workspace.asRelativePath(place);
  item.description = [kind, folder].filter(Boolean).join(' · ');
  const access = readOnly ? l10n.t('Read-only: nothing is written to it.') : l10n.t('Writing is allowed.');
  const caution = production ? l10n.t('Production: you are asked before anything is written to it.') : '';
  item.tooltip = [address, access, caution].filter(Boolean).join('\n');
  const state = readOnly ? l10n.t('read-only') : l10n.t('writable');
  const spoken = [l10n.t('store {0}', label ?? name), state, kind, folder].filter(Boolean).join(', ');
  item.accessibilityInformation = { label: spoken };
  return item;
}

function isWorkspaceFolder(folder: string): boolean {
  return vscode.workspace.workspaceFolders?.some(({ uri }) => uri.fsPath === folder) ?? false;
}
