import { globSync } from 'node:fs';
import path from 'node:path';
import { format } from 'node:util';
import Mocha from 'mocha';
import { CountingReporter } from '../host/counting-reporter.ts';
import { REPORT_MARK } from '../host/report-mark.ts';

/** What VS Code calls inside its extension host: runs every `*.test` module that was bundled beside this one. */
export async function run(): Promise<void> {
  Mocha.reporters.Base.consoleLog = (...values) => console.log(REPORT_MARK + format(...values));
  const mocha = new Mocha({ ui: 'bdd', timeout: 60_000, color: false, reporter: CountingReporter });
  for (const file of globSync('**/*.test.js', { cwd: import.meta.dirname }).sort()) {
    mocha.addFile(path.join(import.meta.dirname, file));
  }
  await mocha.loadFilesAsync();
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) {
    throw new Error(`${failures} tests failed.`);
  }
}
