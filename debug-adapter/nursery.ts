/** V8's own growth. */
const FIRST = 2;

/**
 * A scan makes garbage as fast as it reads; left alone, V8 gives it a hundred megabytes to lie in. It is no slower without.
 * To be called when the process has started: what is compiled ahead is of no use to V8 under other flags.
 */
export function keepNurserySmall(): void {
  setGrowth(1);
}

/** Does something under the flags that a process starts with. */
export function underFirstFlags<T>(work: () => T): T {
  const before = growth;
  setGrowth(FIRST);
  try {
    return work();
  } finally {
    setGrowth(before);
  }
}

let growth = FIRST;

function setGrowth(factor: number): void {
  growth = factor;
  process.getBuiltinModule('node:v8').setFlagsFromString(`--semi-space-growth-factor=${factor}`);
}
