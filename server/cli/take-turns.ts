import { setImmediate } from 'node:timers/promises';
import type { CommandContext } from './command.ts';

/**
 * To be awaited between pieces of work: stores answer so fast that a Ctrl+C would not be heard otherwise, and that a slow
 * reader's output would pile up. Throws `cancelled` when there was a Ctrl+C.
 */
export async function takeTurns({ signal, drained }: Pick<CommandContext, 'signal' | 'drained'>): Promise<void> {
  await setImmediate();
  await drained?.();
  signal.throwIfAborted();
}
