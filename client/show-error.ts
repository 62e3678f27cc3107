import * as vscode from 'vscode';

/** The one way in which an error reaches the user. `actions` are buttons: their titles, and what they do. */
export async function showError(
  error: unknown,
  actions: Readonly<Record<string, () => PromiseLike<unknown>>> = {},
): Promise<void> {
  const chosen = await vscode.window.showErrorMessage(toMessage(error), ...Object.keys(actions));
  if (chosen !== undefined) await actions[chosen]?.();
}

/** The sentence to show for anything that was thrown. */
export function toMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
