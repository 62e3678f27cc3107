import * as vscode from 'vscode';
import { ADAPTER_REQUESTS } from '../../server/protocol/adapter-requests.ts';
import { activeFrame, activeReplay, ask, isReplayOf } from '../debugging/active-replay.ts';
import { startReplay, toConfiguration } from '../debugging/start-replay.ts';
import type { Commands } from '../register-commands.ts';
import { targetOfCursor } from '../stream-target.ts';
import { type Clicked, targetOfClick } from './clicked-target.ts';
import type { Parts } from './parts.ts';

const { replayTo, moveTo, goToCause, whoSet } = ADAPTER_REQUESTS;

/** The commands that move a replay, beyond what the debug toolbar offers. */
export function createTimeTravelCommands({ uris }: Parts): Commands {
  return {
    stepBack: () => vscode.commands.executeCommand('workbench.action.debug.stepBack'),
    reverseContinue: () => vscode.commands.executeCommand('workbench.action.debug.reverseContinue'),
    firstEvent: () => ask(activeReplay(), moveTo.command, { position: 'first' }),
    lastEvent: () => ask(activeReplay(), moveTo.command, { position: 'last' }),

    /** A running replay of this stream goes to the line, in either direction; else one starts there. */
    replayToHere: async (clicked?: Clicked) => {
      const target = targetOfClick(clicked) ?? targetOfCursor();
      if (!target) throw new Error(vscode.l10n.t('Put the cursor on an event of a stream document first.'));
      const session = vscode.debug.activeDebugSession;
      if (session && (await isReplayOf(session, target, await uris.get(target.store)))) {
        await ask(session, replayTo.command, { position: target.position, aggregateId: target.aggregateId });
      } else {
        await startReplay(toConfiguration(target));
      }
    },

    /** Of a row under State, or of the part of the state that is asked for. */
    whoSet: async (clicked?: { readonly variable?: { readonly evaluateName?: string } }) => {
      const session = activeReplay();
      const expression = clicked?.variable?.evaluateName ?? (await askForPart());
      if (expression) await ask(session, whoSet.command, { expression, frameId: activeFrame() });
    },

    goToCause: () => ask(activeReplay(), goToCause.command),
  };
}

function askForPart(): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t('Who Set This?'),
    prompt: vscode.l10n.t('Go back to the last event that changed this part of the state'),
    placeHolder: "state['temperature']",
    ignoreFocusOut: true,
  });
}
