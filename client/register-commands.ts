import * as vscode from 'vscode';
import { showError } from './show-error.ts';

/** Commands by the part of their id that follows `event-replay.`. */
export type Commands = Readonly<Record<string, (...args: never[]) => unknown>>;

/** Registers every command of a table; whatever one of them throws is shown to the user. */
export function registerCommands(commands: Commands): vscode.Disposable {
  const registered = Object.entries(commands).map(([name, run]) =>
    vscode.commands.registerCommand(`event-replay.${name}`, async (...args: never[]) => {
      try {
        return await run(...args);
      } catch (error) {
        // Not awaited: the command is over, although its message is still on the screen.
        void showError(error);
        return undefined;
      }
    }),
  );
  return vscode.Disposable.from(...registered);
}
