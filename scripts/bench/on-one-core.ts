import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

/**
 * Keeps this process, and those that it starts meanwhile, to one core, where the system lets it. Two processes that talk wake
 * each other: on a core that sleeps that takes longer than the answer, and which core it will be is the scheduler's choice.
 */
export async function onOneCore<T>(work: () => Promise<T>): Promise<T> {
  const isKept = keepTo('0');
  try {
    return await work();
  } finally {
    if (isKept) keepTo(`0-${availableCores - 1}`);
  }
}

const availableCores = availableParallelism();

/** All threads of this process. */
function keepTo(cores: string): boolean {
  return spawnSync('taskset', ['-a', '-c', '-p', cores, String(process.pid)]).status === 0;
}
