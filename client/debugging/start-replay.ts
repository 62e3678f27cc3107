import * as vscode from 'vscode';
import type { StreamTarget } from '../stream-target.ts';
import { DEBUG_TYPE } from './debug-type.ts';

/** A launch configuration for a stream; with a position, it starts on that event. */
export function toConfiguration({ store, aggregateId, position }: StreamTarget): vscode.DebugConfiguration {
  return {
    type: DEBUG_TYPE,
    request: 'launch',
    name: `Replay ${aggregateId}`,
    store,
    aggregateId,
    ...(position === undefined ? {} : { position }),
  };
}

/** Starts a debug session on a stream. VS Code itself reports what goes wrong. */
export async function startReplay(target: StreamTarget): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  await vscode.debug.startDebugging(folder, toConfiguration(target), { suppressSaveBeforeStart: true });
}
