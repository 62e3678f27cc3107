import { l10n, ThemeColor, ThemeIcon, TreeItem } from 'vscode';
import type { Standing } from '../../server/protocol/adapter-requests.ts';
import type { LiveNode, ReplayNode, ServiceNote, SessionNode } from './session-node.ts';

/** How a node of the Sessions view looks. */
export function toSessionItem(node: SessionNode): TreeItem {
  switch (node.kind) {
    case 'replay':
      return replayItem(node);
    case 'live':
      return liveItem(node);
    case 'note':
      return noteItem(node);
  }
}

function replayItem(node: ReplayNode): TreeItem {
  const { session, standing } = node;
  const isLive = session.configuration.request === 'attach';
  const item = new TreeItem(standing?.aggregateId ?? session.name);
  item.id = session.id;
  item.contextValue = 'replay';
  item.iconPath = new ThemeIcon(iconOf(node), new ThemeColor('debugIcon.startForeground'));
  item.description = standing ? standingText(standing, node.isRunning) : l10n.t('starting');
  item.tooltip = [session.name, item.description, isLive ? l10n.t('attached to a live session') : '']
    .filter(Boolean)
    .join('\n');
  item.accessibilityInformation = { label: l10n.t('replay of {0}, {1}', String(item.label), item.description) };
  item.command = { command: 'event-replay.focusSession', title: l10n.t('Show'), arguments: [node] };
  return item;
}

function iconOf({ standing, isRunning }: ReplayNode): string {
  if (isRunning) return 'debug-continue';
  return standing?.direction === 'back' ? 'debug-reverse-continue' : 'debug-pause';
}

/** `event 27 of 40 · ← back · together with 2 others`. */
function standingText({ position, total, direction, streams }: Standing, isRunning: boolean): string {
  const number = (count: number) => count.toLocaleString('en-US');
  const place =
    total === undefined
      ? l10n.t('event {0}', number(position))
      : l10n.t('event {0} of {1}', number(position), number(total));
  const ways = { forward: l10n.t('→ forward'), back: l10n.t('← back'), jump: l10n.t('↷ jumped') };
  const way = isRunning ? l10n.t('running') : direction === undefined ? '' : ways[direction];
  const others = streams > 1 ? l10n.t('{0} streams together', streams) : '';
  return [place, way, others].filter(Boolean).join(' · ');
}

function liveItem({ live }: LiveNode): TreeItem {
  const item = new TreeItem(live.aggregate_id);
  item.id = live.session_id;
  item.contextValue = 'live';
  item.iconPath = new ThemeIcon('broadcast');
  const place = l10n.t('event {0}', live.position.toLocaleString('en-US'));
  item.description = [place, live.state, l10n.t('live')].join(' · ');
  item.tooltip = l10n.t('A program replays {0} over the service: session {1}', live.aggregate_id, live.session_id);
  item.accessibilityInformation = { label: l10n.t('live session of {0}, {1}', live.aggregate_id, item.description) };
  return item;
}

function noteItem({ text }: ServiceNote): TreeItem {
  const item = new TreeItem(text);
  item.tooltip = text;
  item.iconPath = new ThemeIcon('error', new ThemeColor('list.errorForeground'));
  item.accessibilityInformation = { label: l10n.t('error: {0}', text) };
  return item;
}
