import * as vscode from 'vscode';

/** Asks which live session of a service to join. Undefined when the user gives up; rejects when there is none. */
export async function pickSession(service: string, token: string | undefined): Promise<string | undefined> {
  const { liveSessions } = await import('./live-sessions.ts');
  const sessions = await liveSessions(service, token);
  if (sessions.length === 0) {
    throw new Error(vscode.l10n.t('{0} has no live session: a program starts one with POST /sessions/start.', service));
  }
  const choices = sessions.map(({ session_id, aggregate_id, state, position }) => ({
    label: `$(debug-alt) ${aggregate_id}`,
    description: vscode.l10n.t('event {0}, {1}', position.toLocaleString('en-US'), state),
    detail: session_id,
  }));
  const placeHolder = vscode.l10n.t('Which session do you want to join?');
  return (await vscode.window.showQuickPick(choices, { placeHolder, matchOnDetail: true }))?.detail;
}
