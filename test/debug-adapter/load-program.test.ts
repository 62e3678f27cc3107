import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  globSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const ROOT = join(import.meta.dirname, '../..');

describe('loadProgram', () => {
  let folder: string;
  let bundle: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'event-replay-load-'));
    bundle = join(folder, 'program.cjs');
    write(1);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (answer: number) =>
    writeFileSync(
      bundle,
      `(function (module, require, __filename) {
        module.exports = { answer: () => ${answer} + require('node:path').basename(__filename).length };
      })`,
    );
  /** In a process of its own: within one, V8 compiles nothing twice. */
  const load = (): { answer: number; isKept: boolean } => {
    const script = `
      import { loadProgram } from ${JSON.stringify(pathToFileURL(join(ROOT, 'debug-adapter/load-program.ts')).href)};
      const { program, keepCompiled } = loadProgram(new URL(${JSON.stringify(pathToFileURL(bundle).href)}));
      console.log(JSON.stringify({ answer: program.answer(), isKept: keepCompiled === undefined }));
      keepCompiled?.();`;
    return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' }));
  };
  const kept = () => readdirSync(join(folder, 'compile-cache'));
  const LENGTH = 'program.cjs'.length;

  it('keeps what was compiled once, and takes it', () => {
    assert.deepEqual(load(), { answer: 1 + LENGTH, isKept: false });
    assert.equal(kept().length, 1);
    assert.deepEqual(load(), { answer: 1 + LENGTH, isKept: true });
  });

  it('takes nothing of a bundle that was another, though it was as long', () => {
    load();
    write(2);
    utimesSync(bundle, new Date(), new Date(Date.now() + 5_000));
    assert.deepEqual(load(), { answer: 2 + LENGTH, isKept: false });
  });

  for (const [what, spoil] of [
    ['half of it', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
    ['nothing', () => Buffer.alloc(0)],
    ['something else', (bytes: Buffer) => Buffer.alloc(bytes.length, 'x')],
  ] as const) {
    it(`runs all the same when ${what} is there of what was kept, and keeps it anew`, () => {
      load();
      const file = join(folder, 'compile-cache', kept()[0]!);
      writeFileSync(file, spoil(readFileSync(file)));
      assert.deepEqual(load(), { answer: 1 + LENGTH, isKept: false });
      assert.deepEqual(load(), { answer: 1 + LENGTH, isKept: true });
    });
  }

  it('keeps nothing where it cannot write', () => {
    writeFileSync(join(folder, 'compile-cache'), '');
    assert.deepEqual(load(), { answer: 1 + LENGTH, isKept: false });
  });

  it('keeps what the adapter of the package used, once', () => {
    for (const file of globSync(join(ROOT, 'dist/debug-adapter*js')))
      copyFileSync(file, join(folder, file.split(/[\\/]/).at(-1)!));
    writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
    const run = () => execFileSync(process.execPath, [join(folder, 'debug-adapter.js')], { input: '' });
    run();
    const [file] = kept();
    assert.ok(file && existsSync(join(folder, 'compile-cache', file)));
    const { mtimeMs } = statSync(join(folder, 'compile-cache', file));
    run();
    assert.deepEqual(kept(), [file]);
    assert.equal(statSync(join(folder, 'compile-cache', file)).mtimeMs, mtimeMs);
  });
});
