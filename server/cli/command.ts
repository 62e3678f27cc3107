import type { Readable } from 'node:stream';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { EventStore } from '../domain/event-store.ts';

/**
 * How a command is added: a file that exports a `CommandMaker`, and a line in `commands.ts` with its name, its summary and
 * the way to load it. The file says with commander what the command takes (`options.ts` has what they share, so that one
 * thing has one name everywhere) and does the work in `action`; what it needs of the world is in the context.
 *
 *     export const streams: CommandMaker = (context) =>
 *       new Command('streams')
 *         .description('Lists the aggregates of a store …')
 *         .addOption(STORE)
 *         .addOption(JSON_OUTPUT)
 *         .action((options) => withStore(options, context, (store) => list(store, options, context)));
 *
 * What is wrong is thrown: a `DomainError`, a `UsageError` when the arguments are the problem, a `NegativeAnswer` when the
 * command did its work and the answer is no. `exit-code.ts` says what the process ends with.
 */
export type CommandMaker = (context: CommandContext) => CommandUnknownOpts;

/** What a sub-command gets from the entry file: the one way to a store, and the one way to the user. */
export interface CommandContext {
  /** Read-only unless told otherwise. A SQLite file that is opened for writing is created when it is missing. */
  openStore(uri: string, options?: { readOnly?: boolean }): Promise<EventStore>;
  /** Prints a line on the standard output. */
  print(line: string): void;
  /** Resolves when the reader of the output has kept up. Undefined where that is always so. */
  readonly drained?: (() => Promise<void>) | undefined;
  /** Says something that is not the command's output: a warning, what was left out. */
  printError(line: string): void;
  /** Shows a line in place of the one shown before; an empty one takes it away. Undefined where there is no terminal. */
  readonly showProgress?: ((line: string) => void) | undefined;
  /** The environment's variables. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The standard input. */
  readonly input: Readable;
  /** Aborted by Ctrl+C, with a `cancelled` error: long work stops where it can, closes what it opened, and throws that. */
  readonly signal: AbortSignal;
  readonly output: Output;
}

/** Where the standard output goes. */
export interface Output {
  /** A terminal, with somebody who reads it; else a file or another program. */
  readonly isTerminal: boolean;
  /** Characters in a line; Infinity where lines have no end. */
  readonly columns: number;
  readonly hasColors: boolean;
}
