import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** How a process that runs the user's code is started. */
export interface RunnerCommand {
  readonly executable: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** What the user can do when the executable is not there. */
  readonly advice: string;
}

/** Among the sources the runners stand beside this file, in the package beside the bundles. */
const EXTENSION = path.extname(import.meta.url);
const NODE_RUNNER = fileURLToPath(new URL(`./projection-runner${EXTENSION}`, import.meta.url));
const PYTHON_RUNNER = fileURLToPath(new URL('./projection-runner.py', import.meta.url));

/** Modules run in the runtime that runs this; inside VS Code that is VS Code's own. */
export function nodeRunner(task: 'fold' | 'lift', files: readonly string[], cwd: string): RunnerCommand {
  const advice = 'The program that runs the debugger is gone: reload the window.';
  return { executable: process.execPath, args: [NODE_RUNNER, task, ...files], cwd, advice };
}

export function pythonRunner(python: string, file: string, name: string, cwd: string): RunnerCommand {
  const advice = 'Install Python 3, and see that it is on the PATH.';
  // -B: nothing is written into the user's folder.
  return { executable: python, args: ['-B', PYTHON_RUNNER, file, name], cwd, advice };
}
