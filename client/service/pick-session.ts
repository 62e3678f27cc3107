import * as vscode from 'vscode';
import { liveSessions } from './live-sessions.ts';

/** Asks which live session of a service to join. Undefined when the user gives up; rejects when there is none. */
export async function pickSession(service: string, token: string | undefined): Promise<string | undefined> {
  const sessions = await liveSessions(service, token);
  if (sessions.length === 0) {
    throw new Error(`${service} has no live session: a program starts one with POST /sessions/start.`);
  }
  const choices = sessions.map(({ session_id, aggregate_id, state, position }) => ({
    label: `$(debug-alt) ${aggregate_id}`,
    description: `event ${position.toLocaleString('en-US')}, ${state}`,
    detail: session_id,
  }));
  const placeHolder = 'Which session do you want to join?';
  return (await vscode.window.showQuickPick(choices, { placeHolder, matchOnDetail: true }))?.detail;
}
