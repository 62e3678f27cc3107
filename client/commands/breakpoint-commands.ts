import * as vscode from 'vscode';
import type { Commands } from '../register-commands.ts';

/** A function breakpoint of this name is on every event, whatever its type. */
const EVERY_EVENT = '*';

/** The commands that set breakpoints beyond those in the margin. */
export const breakpointCommands: Commands = {
  /** A condition without a place. One that is wrong is told where all breakpoints are listed, and by the replay. */
  breakWhen: async () => {
    const condition = await vscode.window.showInputBox({
      title: vscode.l10n.t('Break When…'),
      prompt: vscode.l10n.t('Stop at every event for which this Python expression is true, in either direction'),
      placeHolder: "changed('temperature')   or   event_data.get('reward', 0) > 0.8",
      ignoreFocusOut: true,
    });
    if (condition?.trim()) {
      vscode.debug.addBreakpoints([new vscode.FunctionBreakpoint(EVERY_EVENT, true, condition.trim())]);
    }
  },
};
