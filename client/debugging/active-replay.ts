import * as vscode from 'vscode';
import { ErrorWithWayOut } from '../show-error.ts';
import type { StreamTarget } from '../stream-target.ts';
import { DEBUG_TYPE } from './debug-type.ts';

/** The replay that commands are about. Throws when none is in front. */
export function activeReplay(): vscode.DebugSession {
  const session = vscode.debug.activeDebugSession;
  if (session?.type !== DEBUG_TYPE) {
    const start = { [vscode.l10n.t('Replay…')]: 'event-replay.replay' };
    throw new ErrorWithWayOut(vscode.l10n.t('No replay is running: start one first.'), start);
  }
  return session;
}

/** The frame that is chosen in the call stack. */
export function activeFrame(): number | undefined {
  const item = vscode.debug.activeStackItem;
  return item instanceof vscode.DebugStackFrame ? item.frameId : undefined;
}

/** The answer's body; undefined when the adapter refuses: VS Code itself shows the user why, and once is enough. */
export async function ask(
  session: vscode.DebugSession,
  command: string,
  args?: object,
): Promise<{ readonly body: unknown } | undefined> {
  try {
    return { body: await session.customRequest(command, args) };
  } catch {
    return undefined;
  }
}

/** Whether a session's threads include a stream; streams can join it on the way. `uri` opens the stream's store. */
export async function isReplayOf(
  session: vscode.DebugSession,
  { aggregateId }: StreamTarget,
  uri: string,
): Promise<boolean> {
  if (session.type !== DEBUG_TYPE || session.configuration.store !== uri) return false;
  if (session.configuration.aggregateId === aggregateId) return true;
  const { threads } = (await session.customRequest('threads')) as { threads: { readonly name: string }[] };
  // Where there are several, a thread's name goes on with its position.
  return threads.some(({ name }) => name === aggregateId || name.startsWith(`${aggregateId} · `));
}
