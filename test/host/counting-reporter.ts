import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';

/** How many tests of a suite passed, failed, and were skipped, with the titles of the latter two. */
export interface Counts {
  readonly passed: number;
  readonly failed: readonly string[];
  readonly skipped: readonly string[];
}

/** The environment variable that names the file for the counts. */
export const COUNTS_FILE = 'TEST_COUNTS_FILE';

/** Mocha's own report, and at its end the counts as JSON, which the run of all suites adds up. */
export class CountingReporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const failed: string[] = [];
    const skipped: string[] = [];
    let passed = 0;
    runner.on('pass', () => {
      passed += 1;
    });
    runner.on('fail', (test) => failed.push(test.fullTitle()));
    runner.on('pending', (test) => skipped.push(test.fullTitle()));
    runner.once('end', () => writeCounts({ passed, failed, skipped }));
  }
}

function writeCounts(counts: Counts): void {
  const file = process.env[COUNTS_FILE];
  if (file !== undefined) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(counts));
  }
}

// Mocha loads a reporter with `require`, which gives it this export.
export { CountingReporter as 'module.exports' };
