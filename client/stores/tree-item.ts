import { l10n, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import { countOfAggregates, countOfEvents } from './count-text.ts';
import { toAggregateResource } from './failure-decorations.ts';
import { aggregateIcon, eventIcon } from './icons.ts';
import { addedStore, type KnownStore } from './known-store.ts';
import type { LateDetails } from './late-details.ts';
import { storeItem } from './store-item.ts';
import {
  type AggregateNode,
  type EventNode,
  idOf,
  type MoreNode,
  type NoteNode,
  type StoreNode,
  type TreeNode,
  type TypeNode,
} from './tree-node.ts';

/**
 * How a node looks; of a store, what is known of it is asked for. Only an event's tooltip is missing: it is fetched when the
 * mouse rests on it.
 */
export function toTreeItem(
  node: TreeNode,
  storeOf: (address: string) => KnownStore | undefined,
  details: LateDetails,
): TreeItem {
  if (node.kind === 'store') return storeItem(node, storeOf(node.store) ?? addedStore(node.store));
  const item = itemOf(node, details);
  item.id = idOf(node);
  item.contextValue = node.kind;
  return item;
}

function itemOf(node: Exclude<TreeNode, StoreNode>, details: LateDetails): TreeItem {
  switch (node.kind) {
    case 'type':
      return typeItem(node, details);
    case 'aggregate':
      return aggregateItem(node, details);
    case 'event':
      return eventItem(node);
    case 'more':
      return moreItem(node);
    case 'note':
      return noteItem(node);
  }
}

function typeItem(node: TypeNode, details: LateDetails): TreeItem {
  const { aggregateType } = node;
  const item = new TreeItem(aggregateType, TreeItemCollapsibleState.Collapsed);
  const count = details.countOf(node);
  item.iconPath = aggregateIcon(aggregateType);
  item.description = count ? countOfAggregates(count) : '';
  const estimated =
    count?.kind === 'estimate' ? l10n.t('The number is an estimate: the store is too large to count.') : '';
  const meaning = l10n.t('The aggregates in whose streams there are events of the type {0}', aggregateType);
  item.tooltip = [meaning, estimated].filter(Boolean).join('\n');
  item.accessibilityInformation = { label: spoken(l10n.t('aggregate type {0}', aggregateType), item.description) };
  return item;
}

function aggregateItem(node: AggregateNode, details: LateDetails): TreeItem {
  const { parent, aggregateId, aggregateTypes, eventCount, lastTimestamp } = node;
  const item = new TreeItem(aggregateId, TreeItemCollapsibleState.Collapsed);
  const last = details.lastEventOf(node);
  const failed = last?.failed === true ? l10n.t('ended with {0}', last.qualifiedType) : '';
  const malformed = last && last.malformed !== null ? l10n.t('last event cannot be read: {0}', last.malformed) : '';
  item.iconPath = aggregateIcon(parent.aggregateType);
  item.resourceUri = toAggregateResource(node);
  item.description = countOfEvents(eventCount);
  item.tooltip = [
    aggregateId,
    l10n.t('{0} of {1}', item.description, aggregateTypes.join(', ')),
    lastTimestamp === null ? '' : l10n.t('last: {0}', lastTimestamp),
    failed,
    malformed,
  ]
    .filter(Boolean)
    .join('\n');
  const label = spoken(l10n.t('aggregate {0}', aggregateId), item.description, failed, malformed);
  item.accessibilityInformation = { label };
  return item;
}

function eventItem(node: EventNode): TreeItem {
  const item = new TreeItem(`${node.version}  ${node.qualifiedType}`);
  item.iconPath = eventIcon(node);
  // The time first: in a narrow view the end is cut.
  item.description = `${node.timestamp.slice(11, 19)}  ${node.timestamp.slice(0, 10)}`;
  item.command = { command: 'event-replay.openStream', title: l10n.t('Open Stream'), arguments: [node] };
  const malformed = node.malformed === null ? '' : l10n.t('cannot be read: {0}', node.malformed);
  const named = l10n.t('event {0}, {1}, {2}', node.position, node.qualifiedType, node.timestamp);
  item.accessibilityInformation = { label: spoken(named, malformed) };
  return item;
}

function moreItem(node: MoreNode): TreeItem {
  const item = new TreeItem(node.lookedAt ? l10n.t('Search on…') : l10n.t('Load more…'));
  item.iconPath = new ThemeIcon(node.lookedAt ? 'search' : 'ellipsis');
  item.description = node.lookedAt ? lookedAtText(node.lookedAt) : '';
  item.tooltip = item.description;
  item.command = { command: 'event-replay.loadMore', title: l10n.t('Load More'), arguments: [node] };
  item.accessibilityInformation = { label: spoken(String(item.label), item.description) };
  return item;
}

function lookedAtText({ count, of }: NonNullable<MoreNode['lookedAt']>): string {
  const number = count.toLocaleString('en-US');
  return of === 'events'
    ? l10n.t('another {0} events were looked at', number)
    : l10n.t('another {0} aggregates were looked at', number);
}

function noteItem({ text, failed, command }: NoteNode): TreeItem {
  const item = new TreeItem(text);
  item.tooltip = text;
  item.iconPath = failed ? new ThemeIcon('error', new ThemeColor('list.errorForeground')) : new ThemeIcon('info');
  if (command) item.command = command;
  item.accessibilityInformation = { label: failed ? l10n.t('error: {0}', text) : text };
  return item;
}

function spoken(...parts: readonly (string | boolean)[]): string {
  return parts.filter(Boolean).join(', ');
}
