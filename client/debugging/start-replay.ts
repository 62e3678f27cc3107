import * as vscode from 'vscode';
import type { StreamTarget } from '../stream-target.ts';
import { DEBUG_TYPE } from './debug-type.ts';

/** What a session replays, other than one stream. */
type Together = { readonly aggregateIds: readonly string[] } | { readonly correlationId: string };

/** A launch configuration for a stream; with a position, it starts on that event. */
export function toConfiguration({ store, aggregateId, position }: StreamTarget): vscode.DebugConfiguration {
  return configurationOf(vscode.l10n.t('Replay {0}', aggregateId), store, {
    aggregateId,
    ...(position === undefined ? {} : { position }),
  });
}

/** A launch configuration for several streams of a store, in the order of time. */
export function toJointConfiguration(store: string, together: Together): vscode.DebugConfiguration {
  const names = 'correlationId' in together ? together.correlationId : together.aggregateIds.join(', ');
  return configurationOf(vscode.l10n.t('Replay {0}', names), store, together);
}

/** Starts a debug session. VS Code itself reports what goes wrong. */
export async function startReplay(configuration: vscode.DebugConfiguration): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  await vscode.debug.startDebugging(folder, configuration, { suppressSaveBeforeStart: true });
}

function configurationOf(name: string, store: string, what: object): vscode.DebugConfiguration {
  return { type: DEBUG_TYPE, request: 'launch', name, store, ...what };
}
