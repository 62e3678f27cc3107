import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import path from 'node:path';
import { root } from './project.ts';

/** Where reports, logs and screenshots of test runs are kept. */
export const output = path.join(root, 'test-output');

/** Runs a command line in the checkout, shows what it prints and adds it to `test-output/LOG.log`; gives the exit code. */
export async function tee(
  log: string,
  commandLine: string,
  env: Readonly<Record<string, string>> = {},
): Promise<number> {
  mkdirSync(output, { recursive: true });
  const file = createWriteStream(path.join(output, `${log}.log`), { flags: 'a' });
  const colour = process.stdout.isTTY ? { FORCE_COLOR: '1' } : {};
  const child = spawn(commandLine, {
    cwd: root,
    shell: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...colour, ...env },
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      process.stdout.write(chunk);
      file.write(chunk);
    });
  }
  const code = await new Promise<number>((resolve) => child.once('close', (status) => resolve(status ?? 1)));
  file.end();
  return code;
}
