import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../../server/cli/main.ts', import.meta.url));

export interface Outcome {
  readonly exitCode: number;
  readonly output: string;
  readonly errors: string;
}

/** Runs the real `event-replay` command in a process of its own. */
export function runCommand(...args: string[]): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = execFile(process.execPath, [MAIN, ...args], (error, output, errors) => {
      if (child.exitCode === null) reject(error);
      else resolve({ exitCode: child.exitCode, output, errors });
    });
  });
}
