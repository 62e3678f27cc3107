import * as vscode from 'vscode';
import type { StoreTree } from './store-tree.ts';
import type { TreeNode } from './tree-node.ts';

/** Says above the tree what of the stores it shows, and in which order. */
export function showLook(tree: StoreTree, view: vscode.TreeView<TreeNode>): vscode.Disposable {
  const show = () => {
    view.message = [filterText(tree), orderText(tree)].filter(Boolean).join('\n');
    const isFiltered = tree.filter !== undefined;
    void vscode.commands.executeCommand('setContext', 'event-replay.filtered', isFiltered);
  };
  return tree.onDidLook(show);
}

function filterText({ filter }: StoreTree): string {
  const { l10n } = vscode;
  if (!filter) return '';
  if (filter.where === undefined) return l10n.t('Only aggregates like {0}', filter.text);
  return l10n.t('Only aggregates with an event like {0}', filter.text);
}

function orderText({ order, filter, sortedAmong }: StoreTree): string {
  const { l10n } = vscode;
  if (order === 'id') return '';
  if (filter?.where !== undefined) return l10n.t('In the order in which they are found');
  if (order === 'time') return l10n.t('The latest first');
  if (sortedAmong === undefined) return l10n.t('Those with the most events first');
  return l10n.t(
    'Those with the most events first, sorted among the first {0} aggregates',
    sortedAmong.toLocaleString('en-US'),
  );
}
