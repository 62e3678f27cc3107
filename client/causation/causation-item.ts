import { l10n, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import { eventIcon } from '../stores/icons.ts';
import type { CausalEventNode, CausationNode, CausationNote } from './causation-node.ts';

/** How a node of the Causation view looks. */
export function toCausationItem(node: CausationNode): TreeItem {
  const item = node.kind === 'event' ? eventItem(node) : noteItem(node);
  item.id = node.path.join('\n');
  return item;
}

const ROLE_ICONS = { cause: 'arrow-up', chosen: 'target' } as const;

function eventItem(node: CausalEventNode): TreeItem {
  const { role, qualifiedType, aggregateId, position, timestamp, malformed } = node;
  const { Expanded, Collapsed } = TreeItemCollapsibleState;
  const item = new TreeItem(qualifiedType, role === 'chosen' ? Expanded : Collapsed);
  item.contextValue = 'event';
  item.iconPath = role === 'effect' ? eventIcon(node) : new ThemeIcon(ROLE_ICONS[role], eventIcon(node).color);
  item.description = `${aggregateId} · ${position}`;
  const meaning = {
    cause: l10n.t('One of its causes'),
    chosen: l10n.t('The chosen event'),
    effect: l10n.t('One of its effects'),
  }[role];
  const problem = malformed === null ? '' : l10n.t('cannot be read: {0}', malformed);
  const named = l10n.t('event {0} of {1}, {2}', position, aggregateId, timestamp);
  item.tooltip = [`${qualifiedType}\n${named}`, meaning, problem].filter(Boolean).join('\n');
  item.accessibilityInformation = { label: [meaning, qualifiedType, named, problem].filter(Boolean).join(', ') };
  item.command = { command: 'event-replay.openCausalEvent', title: l10n.t('Open Stream'), arguments: [node] };
  return item;
}

function noteItem(node: CausationNote): TreeItem {
  const { text, failed, more } = node;
  const item = new TreeItem(text);
  item.tooltip = text;
  const plain = new ThemeIcon(more === undefined ? 'info' : 'ellipsis');
  item.iconPath = failed ? new ThemeIcon('error', new ThemeColor('list.errorForeground')) : plain;
  if (more !== undefined) {
    item.command = { command: 'event-replay.showMoreCausation', title: text, arguments: [node] };
  }
  item.accessibilityInformation = { label: failed ? l10n.t('error: {0}', text) : text };
  return item;
}
