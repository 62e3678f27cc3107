import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { buildAll } from './build.ts';
import { bin, root } from './project.ts';

/** Where `npm run package` puts the extension. */
export const vsix = path.join(root, 'event-replay-debugger.vsix');

/** Bundles everything and packs it as one .vsix; .vscodeignore lists what goes in. */
export async function packageExtension(): Promise<void> {
  await buildAll();
  // One .vsix for all platforms: better-sqlite3 carries a native library for each of them.
  const command = `${bin('vsce')} package --out "${vsix}" --skip-license --allow-missing-repository --no-rewrite-relative-links`;
  const { status, stdout, stderr } = spawnSync(command, { cwd: root, shell: true, encoding: 'utf8' });
  if (status !== 0) {
    throw new Error(`The extension could not be packaged:\n${stdout}${stderr}`);
  }
}

if (import.meta.main) {
  await packageExtension();
  console.log(vsix);
}
