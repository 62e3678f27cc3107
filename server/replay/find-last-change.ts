import { DomainError } from '../domain/errors.ts';
import { compileBreakpoint } from './breakpoint.ts';
import type { FoldSource } from './fold-source.ts';
import { HitCounts } from './hit-counts.ts';
import type { Pace } from './pace.ts';
import { scanBack } from './scan.ts';

/**
 * The position of the last event before one that changed a part of a stream's state, down to `from`; undefined when none
 * did. Throws `bad-breakpoint` for what is no path, and `cancelled`.
 */
export async function findLastChange(
  source: FoldSource,
  { aggregateId, path }: { readonly aggregateId: string; readonly path: string },
  { before, from }: { readonly before: number; readonly from: number },
  pace: Pace,
): Promise<number | undefined> {
  const breakpoints = [compileBreakpoint('last change', { aggregate_id: aggregateId, changes: path })];
  const options = { breakpoints, counts: new HitCounts(source), pace, onLog: () => {} };
  const end = await scanBack(source, options, before, from);
  if (end.kind === 'paused') throw new DomainError('cancelled', 'The search was cancelled');
  return end.kind === 'hit' ? end.position : undefined;
}
