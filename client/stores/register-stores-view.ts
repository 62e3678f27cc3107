import * as vscode from 'vscode';
import type { Parts } from '../commands/parts.ts';
import { registerFailureDecorations } from './failure-decorations.ts';
import { KeepUp } from './keep-up.ts';
import { showLook } from './show-look.ts';
import { registerStoreDecorations } from './store-decorations.ts';

/** What the Stores view does besides showing its tree. */
export function registerStoresView({
  backend,
  stores,
  tree,
  view,
}: Pick<Parts, 'backend' | 'stores' | 'tree' | 'view'>): vscode.Disposable {
  return vscode.Disposable.from(
    tree,
    showLook(tree, view),
    new KeepUp(backend, tree, view),
    registerStoreDecorations(stores),
    registerFailureDecorations(tree.details),
  );
}
