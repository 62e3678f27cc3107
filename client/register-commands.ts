import * as vscode from 'vscode';
import { showError } from './show-error.ts';

/** Commands by the part of their id that follows `event-replay.`. */
export type Commands = Readonly<Record<string, (...args: never[]) => unknown>>;

/**
 * Registers commands by their ids. The table that has them is loaded when the first of them is run; whatever one of them
 * throws is shown to the user.
 */
export function registerCommands(ids: readonly string[], load: () => Promise<Commands>): vscode.Disposable {
  let loading: Promise<Commands> | undefined;
  const registered = ids.map((id) =>
    vscode.commands.registerCommand(id, async (...args: never[]) => {
      try {
        loading ??= load().catch((error) => {
          // The next command tries again.
          loading = undefined;
          throw error;
        });
        return await (await loading)[id.replace('event-replay.', '')]!(...args);
      } catch (error) {
        // Not awaited: the command is over, although its message is still on the screen.
        void showError(error);
        return undefined;
      }
    }),
  );
  return vscode.Disposable.from(...registered);
}
