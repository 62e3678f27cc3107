import path from 'node:path';
import * as vscode from 'vscode';
import { ADAPTER_REQUESTS } from '../../server/protocol/adapter-requests.ts';
import { activeReplay, ask } from '../debugging/active-replay.ts';
import type { Commands } from '../register-commands.ts';
import { baseFolder } from '../stores/base-folder.ts';

const { watchHistory, exportSession } = ADAPTER_REQUESTS;

/** The commands that tell of a whole replay. */
export const sessionCommands: Commands = {
  /** The adapter prints the table into the Debug Console, and shows the progress. */
  watchHistory: async (clicked?: { readonly variable?: { readonly evaluateName?: string } }) => {
    const session = activeReplay();
    const expression = await vscode.window.showInputBox({
      title: vscode.l10n.t('Watch History'),
      prompt: vscode.l10n.t(
        'A Python expression: its value at every event of the replay, as a table in the Debug Console',
      ),
      placeHolder: "state['temperature']   or   event_data.get('reward', 0)",
      value: clicked?.variable?.evaluateName ?? '',
      ignoreFocusOut: true,
    });
    if (!expression?.trim()) return;
    if (!(await ask(session, watchHistory.command, { expression: expression.trim() }))) return;
    await vscode.commands.executeCommand('workbench.panel.repl.view.focus');
  },

  /** What was replayed, with its breakpoints and what-ifs, as a JSON file. */
  exportSession: async () => {
    const session = activeReplay();
    const answer = await ask(session, exportSession.command);
    if (!answer) return;
    const { text } = exportSession.answer.parse(answer.body);
    const file = await vscode.window.showSaveDialog({
      title: vscode.l10n.t('Export Session'),
      defaultUri: vscode.Uri.file(path.join(baseFolder() ?? '', `${session.name.replaceAll(/[^\w.-]+/g, '-')}.json`)),
      filters: { JSON: ['json'] },
    });
    if (!file) return;
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
    await vscode.commands.executeCommand('vscode.open', file);
  },
};
