import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';

/**
 * Waits until the process that started it has ended, however it did, then stops the server in a folder and removes the
 * folder: `node stop-after-parent.ts FOLDER [USER_ID]`.
 */
const [home = '', user] = process.argv.slice(2);
const id = user === undefined ? {} : { uid: Number(user), gid: Number(user) };

process.stdin.resume().once('close', () => {
  try {
    const args = ['-D', path.join(home, 'data'), '-m', 'immediate', 'stop'];
    execFileSync(path.join(home, 'native', 'bin', 'pg_ctl'), args, { ...id, cwd: home, stdio: 'ignore' });
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
});
