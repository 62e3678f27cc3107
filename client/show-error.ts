import * as vscode from 'vscode';
import { log } from './log.ts';

/** Buttons of a message: their titles, and what they do. */
export type Actions = Readonly<Record<string, () => unknown>>;

/**
 * The one way in which an error reaches the user: a sentence, and something to do about it. After the actions that belong to
 * the error the log is offered, where its cause stands too.
 */
export async function showError(error: unknown, actions: Actions = {}): Promise<void> {
  log().error(toMessage(error), ...causesOf(error));
  await showMessage(vscode.window.showErrorMessage, toMessage(error), {
    ...actions,
    [vscode.l10n.t('Show Log')]: () => log().show(),
  });
}

/** As `showError`, for what is no failure but wants an answer. */
export function showWarning(message: string, actions: Actions): Promise<void> {
  return showMessage(vscode.window.showWarningMessage, message, actions);
}

/** The sentence to show for anything that was thrown. */
export function toMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function showMessage(
  show: (message: string, ...titles: string[]) => Thenable<string | undefined>,
  message: string,
  actions: Actions,
): Promise<void> {
  const chosen = await show(message, ...Object.keys(actions));
  if (chosen === undefined) return;
  try {
    await actions[chosen]?.();
  } catch (error) {
    // Not awaited: the message that led here is answered.
    void showError(error);
  }
}

function causesOf(error: unknown): string[] {
  return error instanceof Error && error.cause !== undefined ? [toMessage(error.cause)] : [];
}
