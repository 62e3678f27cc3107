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

/** What two ways of doing the same took, round by round. */
export interface Rounds {
  readonly ours: readonly number[];
  readonly theirs: readonly number[];
}

/** Both by turns, so that what disturbs the machine disturbs both. Each returns what it took, in milliseconds. */
export async function inTurn(
  rounds: number,
  ours: (round: number) => number | Promise<number>,
  theirs: (round: number) => number | Promise<number>,
): Promise<Rounds> {
  const took: { ours: number[]; theirs: number[] } = { ours: [], theirs: [] };
  for (let round = 0; round < rounds; round++) {
    took.theirs.push(await theirs(round));
    took.ours.push(await ours(round));
  }
  return took;
}

/** A line for two ways that were timed by turns: the median of the rounds' ratios, and their spread. */
export function reportRounds(name: string, { ours, theirs }: Rounds, goal: string): void {
  const ratios = ours.map((value, round) => value / theirs[round]!);
  const spread = `${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}`;
  report(name, median(ratios), goal, `${spread.padEnd(14)} ${ms(median(ours))} : ${ms(median(theirs))}`);
}

/** One line of the report: a ratio that means the same on every machine, its goal, and what it was made of. */
export function report(name: string, ratio: number, goal: string, detail: string): void {
  console.log(`${name.padEnd(66)} ${ratio.toFixed(2).padStart(7)}   ${goal.padEnd(9)} ${detail}`);
}

export function heading(text: string): void {
  console.log(`\n${text}\n`);
}

export function ms(value: number): string {
  return `${value.toFixed(value < 10 ? 3 : 0)} ms`;
}
