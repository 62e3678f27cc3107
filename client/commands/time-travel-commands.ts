import * as vscode from 'vscode';
import { ADAPTER_REQUESTS } from '../../server/protocol/adapter-requests.ts';
import { DEBUG_TYPE } from '../debugging/debug-type.ts';
import { startReplay } from '../debugging/start-replay.ts';
import type { Commands } from '../register-commands.ts';
import { isSameStream, type StreamTarget, targetOfLine } from '../stream-target.ts';
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
    replayToHere: async (clicked?: { readonly uri: vscode.Uri; readonly lineNumber: number }) => {
      const target = clicked?.lineNumber ? targetOfLine(clicked.uri, clicked.lineNumber) : targetOfCursor();
      if (!target) throw new Error('Put the cursor on an event of a stream document first.');
      const session = vscode.debug.activeDebugSession;
      if (session && isReplayOf(session, { ...target, store: await uris.get(target.store) })) {
        await ask(session, replayTo.command, { position: target.position, aggregateId: target.aggregateId });
      } else {
        await startReplay(target);
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
    title: 'Who Set This?',
    prompt: 'Go back to the last event that changed this part of the state',
    placeHolder: "state['temperature']",
    ignoreFocusOut: true,
  });
}

/** Undefined when the adapter refuses: VS Code itself shows the user why, and once is enough. */
function ask(session: vscode.DebugSession, command: string, args?: object): Promise<unknown> {
  return Promise.resolve(session.customRequest(command, args)).catch(() => undefined);
}

/** The frame that is chosen in the call stack. */
function activeFrame(): number | undefined {
  const item = vscode.debug.activeStackItem;
  return item instanceof vscode.DebugStackFrame ? item.frameId : undefined;
}

function activeReplay(): vscode.DebugSession {
  const session = vscode.debug.activeDebugSession;
  if (session?.type !== DEBUG_TYPE) throw new Error('No replay is running: start one first.');
  return session;
}

function isReplayOf({ type, configuration }: vscode.DebugSession, target: StreamTarget): boolean {
  const { store, aggregateId } = configuration;
  return type === DEBUG_TYPE && isSameStream({ store, aggregateId }, target);
}

function targetOfCursor(): Required<StreamTarget> | undefined {
  const editor = vscode.window.activeTextEditor;
  return editor && targetOfLine(editor.document.uri, editor.selection.active.line + 1);
}
