import type { EventStore } from '../domain/event-store.ts';

/** What a sub-command gets from the entry file: the one way to a store, and the one way to the user. */
export interface CommandContext {
  /** Read-only unless told otherwise. A SQLite file that is opened for writing is created when it is missing. */
  openStore(uri: string, options?: { readOnly?: boolean }): Promise<EventStore>;
  /** Prints a line on the standard output. */
  print(line: string): void;
  /** Says something that is not the command's output: a warning, what was left out. */
  printError(line: string): void;
  /** Shows a line in place of the one shown before; an empty one takes it away. Undefined where there is no terminal. */
  readonly showProgress?: ((line: string) => void) | undefined;
}

/** One sub-command of `event-replay`. */
export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** The whole text of `--help`. */
  readonly help: string;
  /** Does the work. Throws a `DomainError`, or a `UsageError` when the arguments are the problem. */
  run(args: readonly string[], context: CommandContext): Promise<void>;
}
