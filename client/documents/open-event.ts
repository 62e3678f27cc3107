import * as vscode from 'vscode';
import { toEventUri } from '../../server/protocol/event-address.ts';
import type { EventTarget } from '../stream-target.ts';

/** Shows an event as JSON. */
export async function openEvent(event: EventTarget): Promise<void> {
  await vscode.commands.executeCommand('vscode.open', vscode.Uri.parse(toEventUri(event)));
}
