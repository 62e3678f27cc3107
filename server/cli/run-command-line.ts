import { messageOf } from '../domain/errors.ts';
import type { Command, CommandContext } from './command.ts';
import { demo } from './demo.ts';
import { exitCodeOf } from './exit-code.ts';
import { exportCommand } from './export.ts';
import { importCommand } from './import.ts';
import { listing } from './listing.ts';
import { migrate } from './migrate.ts';
import { schemas } from './schemas.ts';
import { UsageError } from './usage-error.ts';

const COMMANDS: readonly Command[] = [demo, listing, exportCommand, importCommand, migrate, schemas];

/** Runs the command that the arguments name. Returns the exit code: an error has been printed by then. */
export async function runCommandLine(args: readonly string[], context: CommandContext): Promise<number> {
  try {
    await dispatch(args, context);
    return 0;
  } catch (error) {
    context.printError(`event-replay: ${messageOf(error)}`);
    return exitCodeOf(error);
  }
}

async function dispatch([name, ...args]: readonly string[], context: CommandContext): Promise<void> {
  if (name === '--help' || name === '-h' || name === 'help') {
    context.print(overview());
    return;
  }
  if (name === undefined) throw new UsageError("no command was given; 'event-replay --help' lists them");
  const command = COMMANDS.find((known) => known.name === name);
  if (!command) throw new UsageError(`there is no command '${name}'; 'event-replay --help' lists them`);
  if (args.includes('--help') || args.includes('-h')) context.print(command.help);
  else await command.run(args, context);
}

function overview(): string {
  const list = COMMANDS.map(({ name, summary }) => `  ${name.padEnd(10)} ${summary}`);
  return ['Usage: event-replay <command> [options]', '', 'Commands:', ...list, '', COMMAND_HINT].join('\n');
}

const COMMAND_HINT = "'event-replay <command> --help' tells what a command does.";
