import { readFile } from 'node:fs/promises';
import { Command, Option } from '@commander-js/extra-typings';
import { messageOf } from '../domain/errors.ts';
import type { EventStore } from '../domain/event-store.ts';
import type { ServiceOptions } from '../rest/service-options.ts';
import type { CommandContext, CommandMaker } from './command.ts';
import { more, STORE, wholeNumber } from './options.ts';
import { UsageError } from './usage-error.ts';
import { withStore } from './with-store.ts';

const LOG_LEVEL = new Option('--log-level <level>', 'how much is logged on the standard error output')
  .choices(['debug', 'info', 'warn', 'error', 'off'])
  .default('info' as const);

/** `event-replay serve`: the debugger and the store over HTTP, until it is told to end. */
export const serve: CommandMaker = (context) =>
  new Command('serve')
    .description(
      'Offers a store and the debugger over HTTP: replays as sessions that any program can drive, at http://127.0.0.1:8012. It ends with Ctrl+C or SIGTERM. /docs shows the routes.',
    )
    .addOption(STORE)
    .option('--host <address>', 'where to listen; beyond this machine only with a token', '127.0.0.1')
    .option('--port <n>', 'the port, 0 for any that is free', wholeNumber(0), 8012)
    .option('--token-file <file>', 'a file with the token that callers must send; EVENT_REPLAY_TOKEN when left out')
    .option('--allow-host <name>', 'a name under which the service may be called, several times if need be', more)
    .option('--writable', 'callers may append events and take snapshots')
    .option(
      '--allow-projections',
      'callers may name projections, upcasters and schemas below this folder: they run code',
    )
    .option('--max-sessions <n>', 'how many sessions may live at once', wholeNumber(1), 100)
    .option('--idle-minutes <n>', 'when a session that nobody uses ends', wholeNumber(1), 30)
    .option('--rate <n>', 'requests of one address in a second', wholeNumber(1), 1_000)
    .option('--save-sessions <folder>', 'write the sessions there, as session files, when the service ends')
    .addOption(LOG_LEVEL)
    .option('--log-payloads', 'log bodies and answers too')
    .action((options) =>
      withStore(options, context, (store) => run(store, options, context), { readOnly: options.writable !== true }),
    );

interface ServeOptions {
  readonly host: string;
  readonly port: number;
  readonly tokenFile?: string | undefined;
  readonly allowHost?: readonly string[] | undefined;
  readonly allowProjections?: true | undefined;
  readonly maxSessions: number;
  readonly idleMinutes: number;
  readonly rate: number;
  readonly saveSessions?: string | undefined;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'off';
  readonly logPayloads?: true | undefined;
}

async function run(store: EventStore, options: ServeOptions, context: CommandContext): Promise<void> {
  // Loaded now: help and complaints need none of it.
  const { startService } = await import('../rest/start-service.ts');
  const { app, url } = await startService(await toService(store, options, context), options);
  context.print(`Event replay of ${store.address} at ${url}`);
  await endOf(context.signal);
  await app.close();
}

async function toService(store: EventStore, options: ServeOptions, context: CommandContext): Promise<ServiceOptions> {
  const { tokenFile, logLevel } = options;
  const token = tokenFile === undefined ? context.env.EVENT_REPLAY_TOKEN?.trim() : await readToken(tokenFile);
  const stream = { write: (line: string) => context.printError(line.trimEnd()) };
  return {
    store,
    token: token || undefined,
    allowedHosts: options.allowHost,
    projectionFolder: options.allowProjections && process.cwd(),
    saveSessionsTo: options.saveSessions,
    limits: {
      sessions: options.maxSessions,
      idle: options.idleMinutes * 60_000,
      requestsPerSecond: options.rate,
    },
    log: logLevel === 'off' ? undefined : { stream, level: logLevel, payloads: options.logPayloads },
  };
}

/** An empty one would be none, which is not what somebody means who names a file. */
async function readToken(file: string): Promise<string> {
  try {
    const token = (await readFile(file, 'utf8')).trim();
    if (token !== '') return token;
  } catch (error) {
    throw new UsageError(`The token cannot be read: ${messageOf(error)}`, { cause: error });
  }
  throw new UsageError(`The file '${file}' has no token in it: write one, or leave --token-file out`);
}

/** Ctrl+C, or what supervisors send. */
function endOf(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      process.off('SIGTERM', end);
      resolve();
    };
    process.once('SIGTERM', end);
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
}
