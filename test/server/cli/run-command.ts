import { runCommandLine } from '../../../server/cli/run-command-line.ts';
import { openStore } from '../../../server/stores/open-store.ts';

export interface Outcome {
  readonly exitCode: number;
  readonly output: string;
  readonly errors: string;
}

/** Runs `event-replay` with everything but a process of its own. */
export async function runCommand(...args: string[]): Promise<Outcome> {
  let output = '';
  let errors = '';
  const exitCode = await runCommandLine(args, {
    openStore,
    print: (line) => {
      output += `${line}\n`;
    },
    printError: (line) => {
      errors += `${line}\n`;
    },
  });
  return { exitCode, output, errors };
}
