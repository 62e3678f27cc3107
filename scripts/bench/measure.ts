/** Milliseconds that the work takes. */
export async function time(work: () => unknown): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

export function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]!;
}

/** One line of the report: a ratio that means the same on every machine, its goal, and what it was made of. */
export function report(name: string, ratio: number, goal: string, detail: string): void {
  console.log(`${name.padEnd(58)} ${ratio.toFixed(2).padStart(7)}   ${goal.padEnd(9)} ${detail}`);
}
