import * as vscode from 'vscode';
import * as z from 'zod';
import { ADAPTER_REQUESTS } from '../../server/protocol/adapter-requests.ts';
import { activeReplay, ask } from '../debugging/active-replay.ts';
import { openStream } from '../documents/open-stream.ts';
import type { Commands } from '../register-commands.ts';
import type { EventTarget } from '../stream-target.ts';
import { describeChange } from '../what-if/what-if-text.ts';
import { type Clicked, type ClickedFrame, targetOfClick } from './clicked-target.ts';
import type { Parts } from './parts.ts';

const { whatIf, undoWhatIf, restartKeepingWhatIfs } = ADAPTER_REQUESTS;

interface Choice extends vscode.QuickPickItem {
  readonly choose?: () => PromiseLike<unknown>;
}

/** The commands that change what a replay folds; the store is never written. */
export function createWhatIfCommands(parts: Parts): Commands {
  const { backend, drafts, whatIfs } = parts;

  const undo = async (all: boolean) => {
    const answer = await ask(activeReplay(), undoWhatIf.command, { all });
    if (!answer) return;
    const { undone } = undoWhatIf.answer.parse(answer.body);
    vscode.window.setStatusBarMessage(vscode.l10n.t('Undone: {0}', undone.join('; ')), MESSAGE_TIME);
  };
  const restartKeeping = () => ask(activeReplay(), restartKeepingWhatIfs.command);

  return {
    whatIfSkipped: async (clicked?: Clicked, frame?: ClickedFrame) => {
      const session = activeReplay();
      const { aggregateId, position } = await targetIn(session, parts, clicked, frame);
      await ask(session, whatIf.command, { aggregateId, position });
    },

    whatIfPayload: async (clicked?: Clicked, frame?: ClickedFrame) => {
      const session = activeReplay();
      const target = await targetIn(session, parts, clicked, frame);
      await drafts.open(session, target, (await backend.request('getEvent', target)).payload);
    },

    applyPayload: async (uri?: vscode.Uri) => {
      const draft = drafts.find(uri);
      if (!draft) throw new Error(vscode.l10n.t('This document is no payload of a replay that still runs.'));
      const { aggregateId, position } = draft.target;
      const event_data = draft.document.getText();
      if (await ask(draft.session, whatIf.command, { aggregateId, position, event_data })) await drafts.close(draft);
    },

    undoWhatIf: () => undo(false),
    undoAllWhatIfs: () => undo(true),
    restartKeepingWhatIfs: restartKeeping,

    /** What is otherwise in this replay, and how to take it back. */
    whatIfs: async () => {
      const changes = whatIfs.of(activeReplay());
      const store = await storeOf(activeReplay(), parts);
      const last = changes.at(-1);
      if (!last) throw new Error(vscode.l10n.t('Nothing was changed in this replay.'));
      const choices: Choice[] = [
        {
          label: vscode.l10n.t('$(discard) Undo the Last'),
          description: describeChange(last),
          choose: () => undo(false),
        },
        { label: vscode.l10n.t('$(clear-all) Undo All'), choose: () => undo(true) },
        { label: vscode.l10n.t('$(debug-restart) Restart Keeping What-Ifs'), choose: restartKeeping },
        { label: vscode.l10n.t('In this replay only'), kind: vscode.QuickPickItemKind.Separator },
        ...changes.map((change) => ({
          label: `$(beaker) ${describeChange(change)}`,
          choose: () => openStream({ store, aggregateId: change.aggregate_id, position: change.position }),
        })),
      ];
      const choice = await vscode.window.showQuickPick(choices, { title: vscode.l10n.t('What If') });
      await choice?.choose?.();
    },
  };
}

/** How long a remark stays in the status bar, in milliseconds. */
const MESSAGE_TIME = 5_000;

/** The event that was clicked, else the one that the replay stands on. */
async function targetIn(
  session: vscode.DebugSession,
  parts: Parts,
  clicked: Clicked | undefined,
  frame: ClickedFrame | undefined,
): Promise<EventTarget> {
  const store = await storeOf(session, parts);
  const target = targetOfClick(clicked, frame);
  if (target && target.store !== store)
    throw new Error(vscode.l10n.t('This event is not in the store that is replayed.'));
  return target ?? { store, ...(await currentEvent(session)) };
}

/** The address of the store that a session replays. */
async function storeOf({ configuration }: vscode.DebugSession, { backend }: Parts): Promise<string> {
  return (await backend.request('openStore', { uri: configuration.store })).address;
}

async function currentEvent(session: vscode.DebugSession): Promise<{ aggregateId: string; position: number }> {
  const expression = '[event.aggregate_id, position]';
  const { result } = await session.customRequest('evaluate', { expression, context: 'clipboard' });
  const [aggregateId, position] = z.tuple([z.string(), z.int()]).parse(JSON.parse(result));
  return { aggregateId, position };
}
