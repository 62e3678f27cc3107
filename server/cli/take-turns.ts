import { setImmediate } from 'node:timers/promises';
import type { CommandContext } from './command.ts';

/**
 * To be awaited between pieces of work: stores answer so fast that a Ctrl+C would not be heard otherwise. Throws
 * `cancelled` when there was one.
 */
export async function takeTurns({ signal }: Pick<CommandContext, 'signal'>): Promise<void> {
  await setImmediate();
  signal.throwIfAborted();
}
