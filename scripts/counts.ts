import { readFileSync } from 'node:fs';
import type { Counts } from '../test/host/counting-reporter.ts';

export type { Counts };

export const NOTHING: Counts = { passed: 0, failed: [], skipped: [] };

export function addCounts(left: Counts, right: Counts): Counts {
  return {
    passed: left.passed + right.passed,
    failed: [...left.failed, ...right.failed],
    skipped: [...left.skipped, ...right.skipped],
  };
}

/** What makes the run fail: on a CI machine nothing may be skipped. */
export function failuresOf({ failed, skipped }: Counts): readonly string[] {
  return process.env.CI === 'true' ? [...failed, ...skipped.map((title) => `skipped: ${title}`)] : failed;
}

/**
 * The counts that a suite's reporter wrote. A suite that ended badly without naming a failed test, or that ran no test
 * at all, has failed as well.
 */
export function readCounts(suite: string, file: string, exitCode: number): Counts {
  let counts: Counts;
  try {
    counts = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { ...NOTHING, failed: [`${suite} (ended with exit code ${exitCode} before it reported)`] };
  }
  if (counts.passed + counts.failed.length + counts.skipped.length === 0) {
    return { ...NOTHING, failed: [`${suite} (ran no test)`] };
  }
  if (exitCode !== 0 && counts.failed.length === 0) {
    return { ...counts, failed: [`${suite} (exit code ${exitCode})`] };
  }
  return counts;
}
