import { Readable } from 'node:stream';
import type { CommandContext } from '../../../server/cli/command.ts';
import { runCommandLine } from '../../../server/cli/run-command-line.ts';
import { openStore } from '../../../server/stores/open-store.ts';

export interface Outcome {
  readonly exitCode: number;
  readonly output: string;
  readonly errors: string;
}

/** What the world around a command is like; a pipe without an environment when nothing is said. */
export interface World {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  readonly signal?: AbortSignal;
  readonly output?: Partial<CommandContext['output']>;
  readonly onPrint?: (line: string) => void;
  readonly showProgress?: (line: string) => void;
}

/** Somebody who reads along, without colours. */
export const TERMINAL: World = { output: { isTerminal: true } };

/** Runs `event-replay` with everything but a process of its own. */
export function runCommand(...args: string[]): Promise<Outcome> {
  return runIn({}, ...args);
}

/** As `runCommand`, in another world. */
export async function runIn(world: World, ...args: string[]): Promise<Outcome> {
  let output = '';
  let errors = '';
  const exitCode = await runCommandLine(args, {
    openStore,
    print: (line) => {
      output += `${line}\n`;
      world.onPrint?.(line);
    },
    printError: (line) => {
      errors += `${line}\n`;
    },
    showProgress: world.showProgress,
    env: world.env ?? {},
    input: Readable.from([Buffer.from(world.input ?? '')]),
    signal: world.signal ?? new AbortController().signal,
    output: { isTerminal: false, columns: 100, hasColors: false, ...world.output },
  });
  return { exitCode, output, errors };
}

/** The output as JSON Lines. */
export function jsonLines({ output }: Outcome): Record<string, unknown>[] {
  return output
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}
