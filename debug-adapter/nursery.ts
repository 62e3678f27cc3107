/** How V8 begins. */
const FIRST = ['--semi-space-growth-factor=2', '--parallel-scavenge', '--heap-growing-percent=0'];
/**
 * No growth; what is so small is cleared sooner than other threads are woken to help; and what survived it by accident, as
 * pages do that are read ahead, is cleared when it is as much as what lives, not three times as much.
 */
const SMALL = ['--semi-space-growth-factor=1', '--no-parallel-scavenge', '--heap-growing-percent=100'];

let current = FIRST;

/**
 * A scan makes garbage as fast as it reads; left alone, V8 gives it a hundred megabytes to lie in. It is no slower without.
 * To be called when the process has started: what is compiled ahead is of no use to V8 under other flags.
 */
export function keepNurserySmall(): void {
  set(SMALL);
}

/** Does something under the flags that a process starts with. */
export function underFirstFlags<T>(work: () => T): T {
  const before = current;
  set(FIRST);
  try {
    return work();
  } finally {
    set(before);
  }
}

function set(flags: string[]): void {
  current = flags;
  const { setFlagsFromString } = process.getBuiltinModule('node:v8');
  for (const flag of flags) setFlagsFromString(flag);
}
