import path from 'node:path';
import * as vscode from 'vscode';
import { eventIcon } from '../stores/icons.ts';
import {
  type GroupNode,
  idOfQuery,
  type QueryNode,
  type QueryNoteNode,
  type RecentNode,
  type ResultNode,
  type SavedNode,
} from './query-node.ts';
import { nameOfFile } from './saved-queries.ts';

const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;

/** How a node looks. Only a result's tooltip is missing: it is fetched when the mouse rests on it. */
export function toQueryItem(node: QueryNode): vscode.TreeItem {
  const item = itemOf(node);
  item.id = idOfQuery(node);
  item.contextValue = node.kind;
  return item;
}

function itemOf(node: QueryNode): vscode.TreeItem {
  switch (node.kind) {
    case 'group':
      return groupItem(node);
    case 'saved':
      return savedItem(node);
    case 'recent':
      return recentItem(node);
    case 'result':
      return resultItem(node);
    case 'moreResults': {
      const item = new vscode.TreeItem(vscode.l10n.t('Load more…'));
      item.iconPath = new vscode.ThemeIcon('ellipsis');
      item.command = { command: 'event-replay.loadMoreResults', title: vscode.l10n.t('Load More'), arguments: [node] };
      return item;
    }
    case 'queryNote':
      return noteItem(node);
  }
}

function groupItem({ group }: GroupNode): vscode.TreeItem {
  const label = group === 'saved' ? vscode.l10n.t('Saved') : vscode.l10n.t('Recent');
  const item = new vscode.TreeItem(label, Expanded);
  item.iconPath = new vscode.ThemeIcon(group === 'saved' ? 'save' : 'history');
  return item;
}

function savedItem({ uri }: SavedNode): vscode.TreeItem {
  const item = new vscode.TreeItem(nameOfFile(uri), Collapsed);
  item.iconPath = new vscode.ThemeIcon('search');
  const folder = path.posix.dirname(vscode.workspace.asRelativePath(uri));
  item.description = folder === '.' ? '' : folder;
  item.tooltip = vscode.workspace.asRelativePath(uri);
  return item;
}

function recentItem({ title, text }: RecentNode): vscode.TreeItem {
  const item = new vscode.TreeItem(title || vscode.l10n.t('All events'), Collapsed);
  item.iconPath = new vscode.ThemeIcon('search');
  item.tooltip = text;
  return item;
}

function resultItem(node: ResultNode): vscode.TreeItem {
  const { aggregateId, version, qualifiedType, timestamp } = node.row;
  const item = new vscode.TreeItem(`${aggregateId}  ${version}  ${qualifiedType}`);
  item.iconPath = eventIcon(node.row);
  item.description = `${timestamp.slice(11, 19)}  ${timestamp.slice(0, 10)}`;
  item.command = { command: 'event-replay.openResult', title: vscode.l10n.t('Open in Its Stream'), arguments: [node] };
  return item;
}

function noteItem({ text, failed }: QueryNoteNode): vscode.TreeItem {
  const item = new vscode.TreeItem(text);
  item.tooltip = text;
  const color = new vscode.ThemeColor('list.errorForeground');
  item.iconPath = failed ? new vscode.ThemeIcon('error', color) : new vscode.ThemeIcon('info');
  return item;
}
