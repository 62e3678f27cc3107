import * as vscode from 'vscode';
import type { AggregateOrder } from '../../server/protocol/browse-requests.ts';
import type { Commands } from '../register-commands.ts';
import { parseTreeFilter } from '../stores/tree-filter.ts';
import type { MoreNode } from '../stores/tree-node.ts';
import type { Parts } from './parts.ts';

/** The commands that decide what of the stores the Stores view shows, and in which order. */
export function createTreeCommands({ backend, tree }: Parts): Commands {
  const { l10n } = vscode;
  const setFilter = (text: string) => tree.show({ filter: parseTreeFilter(text) });
  /** Undefined when nothing is wrong with it. */
  const problemOf = async (text: string) => {
    const where = parseTreeFilter(text)?.where;
    if (where === undefined) return undefined;
    const answer = await backend.request('checkWhere', { where }).catch(() => undefined);
    return answer?.problem ?? undefined;
  };
  return {
    filterAggregates: async () => {
      const text = await vscode.window.showInputBox({
        title: l10n.t('Filter Aggregates'),
        prompt: l10n.t('A part of the id, a glob, type:task, or an expression over events'),
        placeHolder: "agent-*   type:task   event_data.get('reward', 0) > 0.8",
        value: tree.filter?.text ?? '',
        ignoreFocusOut: true,
        validateInput: problemOf,
      });
      if (text !== undefined) setFilter(text);
    },
    clearFilter: () => setFilter(''),

    sortAggregates: async () => {
      const orders: readonly (readonly [AggregateOrder, string, string])[] = [
        ['id', l10n.t('Name'), l10n.t('in order of the alphabet')],
        ['time', l10n.t('Last Event'), l10n.t('the latest first')],
        ['count', l10n.t('Number of Events'), l10n.t('the most first')],
      ];
      const choices = orders.map(([order, label, description]) => ({
        label: order === tree.order ? `$(check) ${label}` : label,
        description,
        order,
      }));
      const choice = await vscode.window.showQuickPick(choices, { title: l10n.t('Sort Aggregates By') });
      if (choice) tree.show({ order: choice.order });
    },

    loadMore: (node: MoreNode) => tree.loadMore(node),
  };
}
