import { rmSync } from 'node:fs';
import path from 'node:path';
import { COUNTS_FILE } from '../test/host/counting-reporter.ts';
import { addCounts, type Counts, NOTHING, readCounts } from './counts.ts';
import { bin } from './project.ts';
import { output, tee } from './tee.ts';

export interface Suite {
  readonly name: string;
  readonly title: string;
  run(): Promise<Counts>;
}

/** All that `npm test` runs, in this order: later suites use what earlier ones built. */
export const SUITES: readonly Suite[] = [
  {
    name: 'check',
    title: 'format and lint, types, walls',
    run: async () => {
      const lint = await step('check', 'biome', `${bin('biome')} ci .`);
      const types = await step('check', 'tsc', `${bin('tsc')} -p .`);
      return addCounts(addCounts(lint, types), await step('check', 'walls', node('scripts/walls.ts')));
    },
  },
  {
    name: 'build',
    title: 'bundles, and the .vsix',
    run: () => step('build', 'package', node('scripts/package.ts')),
  },
  {
    name: 'units',
    title: 'units, contracts, the adapter over DAP, the package',
    run: () => mocha('units', `"test/**/*.test.ts" --ignore "test/extension/**" --ignore "test/story/**"`),
  },
  {
    name: 'extension',
    title: 'inside the extension host of a real VS Code',
    run: () => counted('extension', node('test/host/extension-tests.ts')),
  },
  {
    name: 'story',
    title: 'the packaged extension, used through the workbench',
    run: () => mocha('story', `"test/story/**/*.test.ts" --timeout 180000`),
  },
];

/** A step without tests: nothing to count while it succeeds, one failure when it does not. */
async function step(suite: string, name: string, commandLine: string): Promise<Counts> {
  const code = await tee(suite, commandLine);
  return code === 0 ? NOTHING : { ...NOTHING, failed: [`${suite}: ${name}`] };
}

function mocha(suite: string, files: string): Promise<Counts> {
  const strict = process.env.CI === 'true' ? '--forbid-only' : '';
  return counted(suite, `${bin('mocha')} --reporter ./test/host/counting-reporter.ts ${strict} ${files}`);
}

/** A command whose mocha run leaves its counts in the file that it is told. */
async function counted(suite: string, commandLine: string): Promise<Counts> {
  const file = path.join(output, `${suite}.json`);
  rmSync(file, { force: true });
  const code = await tee(suite, commandLine, { [COUNTS_FILE]: file });
  return readCounts(suite, file, code);
}

function node(script: string): string {
  return `"${process.execPath}" ${script}`;
}
