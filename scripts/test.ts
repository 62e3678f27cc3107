import { rmSync } from 'node:fs';
import { addCounts, type Counts, failuresOf, NOTHING } from './counts.ts';
import { SUITES } from './suites.ts';
import { output } from './tee.ts';

const USAGE = `npm test                    runs all suites, one after the other
npm test -- NAME …          runs these only: ${SUITES.map(({ name }) => name).join(', ')}
npm test -- --help          shows this

Reports, logs and screenshots are kept in test-output/. Where CI=true is set, a skipped test is a failed test.`;

/** Runs suites, adds up what they count, and sets the exit code. */
async function main(names: readonly string[]): Promise<void> {
  const unknown = names.find((name) => !SUITES.some((suite) => suite.name === name));
  if (names.includes('--help') || unknown !== undefined) {
    console.log(names.includes('--help') ? USAGE : `There is no suite '${unknown}'.\n\n${USAGE}`);
    process.exitCode = names.includes('--help') ? 0 : 2;
    return;
  }
  let total = NOTHING;
  for (const suite of SUITES.filter(({ name }) => names.length === 0 || names.includes(name))) {
    rmSync(`${output}/${suite.name}.log`, { force: true });
    console.log(`\n=== ${suite.name}: ${suite.title}`);
    const started = performance.now();
    const counts = await suite.run().catch(failedToRun(suite.name));
    console.log(`--- ${suite.name}: ${describe(counts)}, ${((performance.now() - started) / 1000).toFixed(1)} s`);
    total = addCounts(total, counts);
  }
  const failures = failuresOf(total);
  console.log(failures.length > 0 ? `\nFailed:\n${failures.map((title) => `  ${title}`).join('\n')}` : '');
  console.log(describe(total));
  process.exitCode = failures.length > 0 ? 1 : 0;
}

function failedToRun(name: string): (error: unknown) => Counts {
  return (error) => {
    console.error(error);
    return { ...NOTHING, failed: [`${name} (could not run)`] };
  };
}

function describe({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed.length} failed, ${skipped.length} skipped`;
}

await main(process.argv.slice(2));
