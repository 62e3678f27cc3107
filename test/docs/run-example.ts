import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const library = pathToFileURL(path.join(import.meta.dirname, '../../server/library.ts')).href;

/** Runs an example of the docs as a program of its own in a folder; what it prints. */
export function runExample(code: string, folder: string): string {
  const file = path.join(folder, 'example.mts');
  writeFileSync(file, code.replace("'event-replay-debugger'", `'${library}'`));
  const { status, stdout, stderr } = spawnSync(process.execPath, [file], { cwd: folder, encoding: 'utf8' });
  assert.equal(stderr, '');
  assert.equal(status, 0);
  return stdout;
}
