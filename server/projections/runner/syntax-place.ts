import { spawnSync } from 'node:child_process';
import path from 'node:path';

/** `/home/ada/agent.ts:3`, which Node puts before a file's text that it cannot parse. */
const PLACE = /^(.+):(\d+)$/m;

/**
 * Where a file does not parse, as ` (agent.ts, line 3)`. For ES modules Node keeps the place from the error, and tells it
 * only when it checks the file.
 */
export function syntaxPlace({ name, stack = '' }: Error, files: readonly string[]): string {
  if (name !== 'SyntaxError') return '';
  const modules = stack.startsWith(name) ? files.filter((file) => /\.[cm]?js$/i.test(file)) : [];
  for (const text of [stack.split('\n', 1)[0]!, ...modules.map(check)]) {
    const [, file, line] = PLACE.exec(text) ?? [];
    if (file !== undefined) return ` (${path.basename(file)}, line ${line})`;
  }
  return '';
}

function check(file: string): string {
  return spawnSync(process.execPath, ['--check', file], { encoding: 'utf8' }).stderr ?? '';
}
