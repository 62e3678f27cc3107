import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { root } from '../../scripts/project.ts';

/** Makes the demo store `events.db` in a folder, with the launch configurations for it, by the packaged command line. */
export function makeDemo(folder: string): void {
  const cli = path.join(root, 'dist', 'cli.js');
  execFileSync(process.execPath, [cli, 'demo', '--out', path.join(folder, 'events.db')], { stdio: 'pipe' });
}
