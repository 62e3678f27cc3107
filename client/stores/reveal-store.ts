import * as vscode from 'vscode';
import type { TreeNode } from './tree-node.ts';

/**
 * Leads to a store in the Stores view, opened. The view takes the focus at once, and not when the store has been read: who
 * has turned to something else by then keeps it.
 */
export async function revealStore(view: vscode.TreeView<TreeNode>, store: string): Promise<void> {
  await vscode.commands.executeCommand('event-replay.stores.focus');
  await view.reveal({ kind: 'store', store }, { expand: true });
}
