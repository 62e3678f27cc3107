import { ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import { countOf } from '../count-of.ts';
import { aggregateIcon, eventIcon } from './icons.ts';
import { KnownStore } from './known-store.ts';
import { storeItem } from './store-item.ts';
import {
  type AggregateNode,
  type EventNode,
  idOf,
  type NoteNode,
  type StoreNode,
  type TreeNode,
  type TypeNode,
} from './tree-node.ts';

/**
 * How a node looks; of a store, what is known of it is asked for. Only an event's tooltip is missing: it is fetched when the
 * mouse rests on it.
 */
export function toTreeItem(node: TreeNode, storeOf: (address: string) => KnownStore | undefined): TreeItem {
  if (node.kind === 'store') return storeItem(node, storeOf(node.store) ?? KnownStore.parse({ address: node.store }));
  const item = itemOf(node);
  item.id = idOf(node);
  item.contextValue = node.kind;
  return item;
}

function itemOf(node: Exclude<TreeNode, StoreNode>): TreeItem {
  switch (node.kind) {
    case 'type':
      return typeItem(node);
    case 'aggregate':
      return aggregateItem(node);
    case 'event':
      return eventItem(node);
    case 'more': {
      const item = new TreeItem('Load more…');
      item.iconPath = new ThemeIcon('ellipsis');
      item.command = { command: 'event-replay.loadMore', title: 'Load More', arguments: [node] };
      return item;
    }
    case 'note':
      return noteItem(node);
  }
}

function typeItem({ aggregateType, aggregates, more }: TypeNode): TreeItem {
  const item = new TreeItem(aggregateType, TreeItemCollapsibleState.Collapsed);
  item.iconPath = aggregateIcon(aggregateType);
  item.description = countOf(aggregates, 'aggregate', more);
  item.tooltip = `The aggregates in whose streams there are events of the type ${aggregateType}`;
  return item;
}

function aggregateItem({ parent, aggregateId, aggregateTypes, eventCount, lastTimestamp }: AggregateNode): TreeItem {
  const item = new TreeItem(aggregateId, TreeItemCollapsibleState.Collapsed);
  item.iconPath = aggregateIcon(parent.aggregateType);
  item.description = countOf(eventCount, 'event');
  item.tooltip = [
    aggregateId,
    `${countOf(eventCount, 'event')} of ${aggregateTypes.join(', ')}`,
    lastTimestamp === null ? '' : `last: ${lastTimestamp}`,
  ].join('\n');
  return item;
}

function eventItem(node: EventNode): TreeItem {
  const item = new TreeItem(`${node.version}  ${node.qualifiedType}`);
  item.iconPath = eventIcon(node);
  // The time first: in a narrow view the end is cut.
  item.description = `${node.timestamp.slice(11, 19)}  ${node.timestamp.slice(0, 10)}`;
  item.command = { command: 'event-replay.openStream', title: 'Open Stream', arguments: [node] };
  return item;
}

function noteItem({ text, failed }: NoteNode): TreeItem {
  const item = new TreeItem(text);
  item.tooltip = text;
  item.iconPath = failed ? new ThemeIcon('error', new ThemeColor('list.errorForeground')) : new ThemeIcon('info');
  return item;
}
