import type { WindowLine } from './windows.ts';

/** Lines that follow each other and belong to one correlation; counted from 0, both included. */
export interface CorrelationRun {
  readonly correlationId: string;
  readonly first: number;
  readonly last: number;
}

/** The runs of at least two lines, from the first to the last. */
export function correlationRuns(lines: readonly WindowLine[]): CorrelationRun[] {
  const runs: CorrelationRun[] = [];
  for (let first = 0; first < lines.length; ) {
    const { correlationId } = lines[first]!;
    let last = first;
    while (last + 1 < lines.length && lines[last + 1]!.correlationId === correlationId) last++;
    if (correlationId !== undefined && last > first) runs.push({ correlationId, first, last });
    first = last + 1;
  }
  return runs;
}

export function lengthOf({ first, last }: CorrelationRun): number {
  return last - first + 1;
}

/** So many runs that are the longest, in the order of the document. */
export function longestRuns(runs: readonly CorrelationRun[], most: number): readonly CorrelationRun[] {
  if (runs.length <= most) return runs;
  return [...runs]
    .sort((a, b) => lengthOf(b) - lengthOf(a))
    .slice(0, most)
    .sort((a, b) => a.first - b.first);
}
