import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Writes the demo store with the command line that comes with the extension, and returns its path. */
export async function makeDemo(cliModule: string, file: string): Promise<string> {
  // VS Code's own runtime, told to be Node.
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  await promisify(execFile)(process.execPath, [cliModule, 'demo', '--out', file], { env });
  return file;
}
