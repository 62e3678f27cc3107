import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { bin, root } from '../../scripts/project.ts';
import { temporaryFolder } from '../server/stores/temporary-folder.ts';

const page = readFileSync(path.join(root, 'docs/library.md'), 'utf8');
const EXAMPLES = [...page.matchAll(/```ts\n(.*?)```\n\n```text\n(.*?)```/gs)].map(([, code, output]) => ({
  code: code!,
  output: output!,
}));
const NAMES = EXAMPLES.map((_, index) => `example-${index}.mts`);

describe('docs/library.md', () => {
  const file = temporaryFolder();

  before(() => {
    for (const built of ['dist/library.js', 'dist/types/library.d.ts']) {
      assert.ok(existsSync(path.join(root, built)), `${built} is missing: run 'npm run build' first`);
    }
  });

  /** A project of somebody who installed the package: its declarations and its bundle are all there is. */
  beforeEach(() => {
    mkdirSync(file('node_modules'));
    symlinkSync(root, file('node_modules/event-replay-debugger'), 'junction');
    EXAMPLES.forEach(({ code }, index) => {
      writeFileSync(file(NAMES[index]!), code);
    });
  });

  it('has examples with what they print', () => {
    assert.equal(EXAMPLES.length, 6);
    assert.equal(page.match(/```ts\n/g)?.length, EXAMPLES.length);
  });

  it('has examples that compile against the declarations of the package', () => {
    const compilerOptions = {
      target: 'es2024',
      lib: ['es2024', 'esnext.array'],
      module: 'nodenext',
      strict: true,
      noEmit: true,
      types: ['node'],
      typeRoots: [path.join(root, 'node_modules/@types')],
    };
    writeFileSync(file('tsconfig.json'), JSON.stringify({ compilerOptions, files: NAMES }));
    const { stdout, status } = spawnSync(`${bin('tsc')} -p .`, { cwd: file(''), encoding: 'utf8', shell: true });
    assert.equal(stdout, '');
    assert.equal(status, 0);
  }).timeout(120_000);

  it('has examples that print what it says, one after the other', () => {
    const outputs = NAMES.map((name) => {
      const { stdout, stderr } = spawnSync(process.execPath, [name], { cwd: file(''), encoding: 'utf8' });
      return stderr || stdout;
    });
    assert.deepEqual(
      outputs,
      EXAMPLES.map(({ output }) => output),
    );
  }).timeout(120_000);
});
