import * as vscode from 'vscode';
import { log } from './log.ts';

/** Buttons of a message: their titles, and what they do. */
export type Actions = Readonly<Record<string, () => unknown>>;

/** An error that knows what to do about it: commands by the titles of their buttons. */
export class ErrorWithWayOut extends Error {
  readonly actions: Actions;

  constructor(message: string, commands: Readonly<Record<string, string>>) {
    super(message);
    const run = (command: string) => () => vscode.commands.executeCommand(command);
    this.actions = Object.fromEntries(Object.entries(commands).map(([title, command]) => [title, run(command)]));
  }
}

/**
 * The one way in which an error reaches the user: a sentence, and something to do about it. After the actions that belong to
 * the error the log is offered, where its cause stands too.
 */
export async function showError(error: unknown, actions: Actions = {}): Promise<void> {
  log().error(toMessage(error), ...causesOf(error));
  const all: Actions = {
    ...(error instanceof ErrorWithWayOut && error.actions),
    ...actions,
    [vscode.l10n.t('Show Log')]: () => log().show(),
  };
  const chosen = await vscode.window.showErrorMessage(toMessage(error), ...Object.keys(all));
  if (chosen === undefined) return;
  try {
    await all[chosen]?.();
  } catch (failure) {
    // Not awaited: the message that led here is answered.
    void showError(failure);
  }
}

/** The sentence to show for anything that was thrown. */
export function toMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function causesOf(error: unknown): string[] {
  return error instanceof Error && error.cause !== undefined ? [toMessage(error.cause)] : [];
}
