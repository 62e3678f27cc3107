import { Command, CommanderError, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { messageOf } from '../domain/errors.ts';
import type { CommandContext } from './command.ts';
import { COMMANDS } from './commands.ts';
import { EXIT_CODES, exitCodeOf } from './exit-code.ts';
import { plainLines } from './plain-text.ts';
import { UsageError } from './usage-error.ts';

/** Help is no wider than this. */
const WIDTH = 100;

/** Runs the command that the arguments name. Returns the exit code: an error has been printed by then. */
export async function runCommandLine(args: readonly string[], context: CommandContext): Promise<number> {
  try {
    await run(args, context);
    return EXIT_CODES.success;
  } catch (thrown) {
    // What an interruption breaks off fails in many ways, all of which are the interruption.
    const error: unknown = context.signal.aborted ? context.signal.reason : thrown;
    context.showProgress?.('');
    context.printError(`event-replay: ${plainLines(messageOf(error))}`);
    return exitCodeOf(error);
  }
}

async function run(args: readonly string[], context: CommandContext): Promise<void> {
  if (args.length === 0) throw new UsageError("no command was given; 'event-replay --help' lists them");
  const program = await programFor(args[0] === 'help' ? args[1] : args[0], context);
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0) throw new UsageError(sentenceOf(error, args), { cause: error });
  }
}

/** All commands by name and summary, and the one that is called in full. */
async function programFor(called: string | undefined, context: CommandContext): Promise<CommandUnknownOpts> {
  const program = new Command('event-replay')
    .usage('<command> [options]')
    .description('The debugger for event streams, on the command line.')
    .helpOption('-h, --help', 'show this text')
    .helpCommand('help [command]', 'tell what a command does')
    .addHelpText('after', "\n'event-replay <command> --help' tells what a command does.")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => context.print(text.trimEnd()),
      // What is wrong is thrown, and told once, by who catches it.
      writeErr: () => {},
      getOutHelpWidth: () => Math.min(context.output.columns, WIDTH),
      getOutHasColors: () => context.output.hasColors,
    });
  for (const { name, summary, load } of COMMANDS) {
    const command = name === called ? (await load())(context) : new Command(name);
    program.addCommand(inherit(command.summary(summary), program));
  }
  return program;
}

function inherit(command: CommandUnknownOpts, parent: CommandUnknownOpts): CommandUnknownOpts {
  command.copyInheritedSettings(parent).helpOption('-h, --help', 'show this text');
  for (const child of command.commands) inherit(child, command);
  return command;
}

/** `unknown option '--fource' (Did you mean --force?); 'event-replay demo --help' lists the options` */
function sentenceOf({ message, code }: CommanderError, [name, next]: readonly string[]): string {
  const sentence = message
    .replace(/^error: /, '')
    .replace(/\s*\n\s*/g, ' ')
    .replace(/\.$/, '');
  if (code === 'commander.unknownCommand') return `${sentence}; 'event-replay --help' lists the commands`;
  if (code === 'commander.help') return `say what to do: 'event-replay ${name} --help' lists it`;
  const command = name === 'snapshot' && next !== undefined && !next.startsWith('-') ? `${name} ${next}` : name;
  return `${sentence}; 'event-replay ${command} --help' lists the options`;
}
