import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Parts } from '../../client/commands/parts.ts';
import manifest from '../../package.json' with { type: 'json' };
import { toStreamUri } from '../../server/protocol/stream-address.ts';

/** The demo store, which the workspace of these suites holds. */
export const demoFile = path.join(vscode.workspace.workspaceFolders![0]!.uri.fsPath, 'events.db');
export const demoStore = `sqlite:${demoFile}`;

/** The extension, activated. */
export async function activate(): Promise<Parts> {
  const extension = vscode.extensions.getExtension<Parts>(`${manifest.publisher}.${manifest.name}`);
  assert.ok(extension, 'the extension is not installed');
  return extension.activate();
}

export function streamUri(aggregateId: string, store = demoStore): vscode.Uri {
  return vscode.Uri.parse(toStreamUri({ store, aggregateId, firstPosition: 1 }));
}

/** The next time that an event of VS Code satisfies a question; ask before you cause it. */
export function next<T>(event: vscode.Event<T>, satisfies: (value: T) => boolean = () => true): Promise<T> {
  return new Promise((resolve) => {
    const listening = event((value) => {
      if (!satisfies(value)) return;
      listening.dispose();
      resolve(value);
    });
  });
}

/** How many stops were reported. While a replay runs on, VS Code may still turn to the frames of the one before. */
let stops = 0;
vscode.debug.registerDebugAdapterTrackerFactory('event-replay', {
  createDebugAdapterTracker: () => ({
    onDidSendMessage: ({ event }: { readonly event?: string }) => {
      if (event === 'stopped') stops++;
    },
  }),
});

/** Does something that makes the debugger stop, and gives the line on which it then stands, from 1. */
export async function stopAfter(act: () => Thenable<unknown>): Promise<number> {
  const before = stops;
  const isNew = (item: unknown) => stops > before && item instanceof vscode.DebugStackFrame;
  const stopped = next(vscode.debug.onDidChangeActiveStackItem, isNew);
  await act();
  const { session, frameId, threadId } = (await stopped) as vscode.DebugStackFrame;
  const { stackFrames } = await session.customRequest('stackTrace', { threadId, startFrame: 0, levels: 1 });
  assert.equal(stackFrames[0].id, frameId);
  return stackFrames[0].line;
}

/** Starts a replay, of the demo store when none is named, and gives the line on which it stops. */
export function launch(more: object): Promise<number> {
  const folder = vscode.workspace.workspaceFolders![0]!;
  const configuration = { type: 'event-replay', request: 'launch', name: 'Replay', store: 'events.db', ...more };
  return stopAfter(() => vscode.debug.startDebugging(folder, configuration));
}

/** A command of the extension, to be run. */
export function command(name: string, ...args: unknown[]): () => Thenable<unknown> {
  return () => vscode.commands.executeCommand(`event-replay.${name}`, ...args);
}

/** Ends the replay, if one runs. */
export async function endReplay(): Promise<void> {
  if (!vscode.debug.activeDebugSession) return;
  const ended = next(vscode.debug.onDidTerminateDebugSession);
  await vscode.debug.stopDebugging();
  await ended;
}

/** Waits until VS Code has done what it was told, looking again at every event that may show it. */
export async function eventually<T>(event: vscode.Event<T>, satisfies: () => boolean): Promise<void> {
  if (!satisfies()) await next(event, satisfies);
}
