import { setTimeout as wait } from 'node:timers/promises';
import { clock } from '../../domain/clock.ts';
import { isBusy, toDomainError } from './sqlite-errors.ts';

/** How long SQLite itself may wait for a lock: it blocks the whole process meanwhile. */
export const LOCK_WAIT_MS = 250;

/** How long we go on trying in all. */
const PATIENCE_MS = 5_000;
const PAUSE_MS = 25;

/** Runs the work; while others hold the lock, again and again. Throws `store-busy` in the end, other errors at once. */
export async function retryWhenBusy<T>(file: string, work: () => T, patience = PATIENCE_MS): Promise<T> {
  const end = clock() + patience;
  for (;;) {
    try {
      return work();
    } catch (error) {
      if (!isBusy(error) || clock() >= end) throw toDomainError(error, file);
      await wait(PAUSE_MS);
    }
  }
}
