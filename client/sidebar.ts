import * as vscode from 'vscode';
import type { Backend } from './backend.ts';
import { CausationTree } from './causation/causation-tree.ts';
import { FollowEvent } from './causation/follow-event.ts';
import type { Parts } from './commands/parts.ts';
import type { Standings } from './debugging/standings.ts';
import type { ReplayService } from './service/replay-service.ts';
import { SessionList } from './sessions/session-list.ts';
import type { TreeNode } from './stores/tree-node.ts';

interface SidebarParts {
  readonly backend: Backend;
  readonly service: ReplayService;
  readonly standings: Standings;
}

/** The views beside Stores: what led to an event and what came of it, and the replays that run. */
export function createSidebar(
  { backend, service, standings }: SidebarParts,
  stores: vscode.TreeView<TreeNode>,
): vscode.Disposable & { readonly parts: Pick<Parts, 'causation' | 'followEvent' | 'sessions'> } {
  const causation = new CausationTree(backend);
  const causationView = vscode.window.createTreeView('event-replay.causation', { treeDataProvider: causation });
  const followEvent = new FollowEvent(causation, causationView, stores);
  const sessions = new SessionList(service, standings);
  const sessionsView = vscode.window.createTreeView('event-replay.sessions', { treeDataProvider: sessions });
  sessions.isVisible = sessionsView.visible;
  const listening = vscode.Disposable.from(
    causation,
    causationView,
    followEvent,
    sessions,
    sessionsView,
    sessionsView.onDidChangeVisibility(({ visible }) => {
      sessions.isVisible = visible;
    }),
  );
  return { parts: { causation, followEvent, sessions }, dispose: () => listening.dispose() };
}
