import * as vscode from 'vscode';
import type { CausalEventNode, CausationNote } from '../causation/causation-node.ts';
import { DEBUG_TYPE } from '../debugging/debug-type.ts';
import type { Commands } from '../register-commands.ts';
import { endLiveSession } from '../service/live-sessions.ts';
import type { LiveNode, ReplayNode } from '../sessions/session-node.ts';
import type { EventNode } from '../stores/tree-node.ts';
import { targetOfCursor } from '../stream-target.ts';
import { type Clicked, type ClickedFrame, targetOfClick } from './clicked-target.ts';
import type { Parts } from './parts.ts';

/** The commands of the Causation and the Sessions view. */
export function createSidebarCommands({ causation, followEvent, sessions, service }: Parts): Commands {
  const { l10n } = vscode;
  return {
    showCausation: async (from?: EventNode | Clicked, frame?: ClickedFrame) => {
      const isNode = typeof from === 'object' && 'kind' in from;
      const target = isNode ? from : (targetOfClick(from, frame) ?? targetOfCursor());
      if (!target) throw new Error(l10n.t('Put the cursor on an event of a stream document first.'));
      const { store, aggregateId, position } = target;
      await vscode.commands.executeCommand('event-replay.causation.focus');
      followEvent.choose({ store, aggregateId, position });
    },
    openCausalEvent: (node: CausalEventNode) => followEvent.openWithoutFollowing(node),
    showMoreCausation: (note: CausationNote) => causation.showMore(note),

    focusSession: async ({ session }: ReplayNode) => {
      if (vscode.debug.activeDebugSession?.id === session.id) {
        await vscode.commands.executeCommand('workbench.action.debug.callStackTop');
      } else {
        await vscode.commands.executeCommand('workbench.debug.action.focusCallStackView');
      }
    },
    stopSession: async (node: ReplayNode | LiveNode) => {
      if (node.kind === 'replay') await vscode.debug.stopDebugging(node.session);
      else if (service.running) await endLiveSession(service.running, node.live.session_id);
      sessions.refresh();
    },
    attachToThisSession: async ({ live }: LiveNode) => {
      const { running } = service;
      if (!running) throw new Error(l10n.t('The service of this session has ended.'));
      const name = l10n.t('Live {0}', live.aggregate_id);
      await vscode.debug.startDebugging(undefined, {
        type: DEBUG_TYPE,
        request: 'attach',
        name,
        service: running.url,
        sessionId: live.session_id,
      });
    },
    refreshCausation: () => causation.refresh(),
    refreshSessions: () => sessions.refresh(),
  };
}
