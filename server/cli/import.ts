import { createWriteStream, statSync } from 'node:fs';
import { finished } from 'node:stream/promises';
import { Command, Option } from '@commander-js/extra-typings';
import { DomainError } from '../domain/errors.ts';
import type { EventStore } from '../domain/event-store.ts';
import { type ImportItem, type ImportOptions, importEvents, type Rejection } from '../transfer/import-events.ts';
import { itemsOfLines, itemsOfStore } from '../transfer/import-items.ts';
import { openFile } from '../transfer/read-lines.ts';
import type { CommandContext, CommandMaker } from './command.ts';
import { JSON_OUTPUT, STORE } from './options.ts';
import { printJson } from './print-json.ts';
import { progressBar } from './progress-bar.ts';
import { UsageError } from './usage-error.ts';
import { withStore } from './with-store.ts';

/** Of so many events that were left out it is said why; the rest is counted. */
const MOST_REASONS = 10;

const ON_CONFLICT = new Option(
  '--on-conflict <what>',
  'what becomes of an event whose version another one has: it is left out and told, left out and counted, or appended to its stream under the next version, with the old one in its metadata',
)
  .choices(['refuse', 'skip', 'renumber'])
  .default('refuse' as const);

/** `event-replay import`: events from JSON Lines or from another store into a store. */
export const importCommand: CommandMaker = (context) =>
  new Command('import')
    .description(
      'Appends events to a store as they are: ids, versions, times, and payloads to the letter. Events that the store has already are passed over, so an import that was interrupted goes on when it is called again. Events that it will not take are left out and told; then the exit code is 4.',
    )
    .addOption(STORE)
    .option('--in <file>', "JSON Lines as 'export' writes them, compressed or not; - for the standard input")
    .option('--from <uri>', 'or all events of this store')
    .option('--rejects <file>', 'the lines that were left out go here, to be mended and imported again')
    .addOption(ON_CONFLICT)
    .addOption(JSON_OUTPUT)
    .action(async ({ in: file, from, rejects, onConflict, ...options }) => {
      if ((file === undefined) === (from === undefined)) {
        throw new UsageError("name what to import, for example '--in events.jsonl' or '--from other.db'");
      }
      if (file !== undefined && /\.csv(\.gz)?$/i.test(file)) {
        throw new UsageError(
          'CSV is for spreadsheets and does not keep everything; export JSON Lines and import those',
        );
      }
      if (file !== undefined && file !== '-' && !statSync(file, { throwIfNoEntry: false })?.isFile()) {
        throw new UsageError(`there is no file '${file}'`);
      }
      const source = from === undefined ? undefined : await context.openStore(from);
      try {
        const items = source ? await fromStore(source, context) : fromFile(file!, context);
        const work = (target: EventStore) =>
          importAll(items, target, { rejects, onConflict, json: options.json }, context);
        await withStore(options, context, work, { readOnly: false });
      } finally {
        await source?.close();
      }
    });

/** What became of events whose version another one has. */
const CONFLICTS = {
  refuse: () => '',
  skip: (count: string) => `; ${count} were passed over, because another event has their version`,
  renumber: (count: string) => `; ${count} had a version that another event has, and were appended under the next`,
} as const;

interface ImportHow {
  readonly rejects?: string | undefined;
  readonly onConflict: NonNullable<ImportOptions['onConflict']>;
  readonly json?: true | undefined;
}

interface Source {
  readonly items: AsyncIterable<ImportItem>;
  /** How much of it was read, if somebody knows. */
  fraction(events: number): number | undefined;
}

async function fromStore(store: EventStore, { showProgress }: CommandContext): Promise<Source> {
  // Counting takes time, and only a progress bar needs it.
  const total = showProgress && (await store.countEvents({}));
  return { items: itemsOfStore(store), fraction: (events) => (total ? events / total : undefined) };
}

function fromFile(file: string, { input }: CommandContext): Source {
  if (file === '-') return { items: itemsOfLines(input), fraction: () => undefined };
  const stream = openFile(file);
  const { size } = statSync(file);
  return { items: itemsOfLines(stream), fraction: () => stream.bytesRead / size };
}

async function importAll(
  { items, fraction }: Source,
  target: EventStore,
  { rejects, onConflict, json }: ImportHow,
  context: CommandContext,
): Promise<void> {
  const { print, printError, showProgress, signal } = context;
  const rejected = rejects === undefined ? undefined : createWriteStream(rejects);
  const reasons: Rejection[] = [];
  const show = progressBar(showProgress);
  const counts = await importEvents(items, target, {
    onConflict,
    onReject: (rejection) => {
      rejected?.write(`${rejection.text}\n`);
      if (reasons.length < MOST_REASONS) reasons.push(rejection);
    },
    onProgress: ({ imported, skipped, conflicts, rejected: left }) => {
      signal.throwIfAborted();
      const events = imported + skipped + left + (onConflict === 'skip' ? conflicts : 0);
      show({ events, fraction: fraction(events) });
    },
  });
  if (rejected) await finished(rejected.end());
  showProgress?.('');
  const skipped = counts.skipped > 0 ? `; ${counts.skipped.toLocaleString('en-US')} were there already` : '';
  const conflicts = counts.conflicts > 0 ? CONFLICTS[onConflict](counts.conflicts.toLocaleString('en-US')) : '';
  if (json) printJson(context, { store: target.address, ...counts });
  else
    print(`Imported ${counts.imported.toLocaleString('en-US')} events into ${target.address}${skipped}${conflicts}.`);
  for (const { line, error } of reasons) printError(`Left out number ${line}: ${error.message}`);
  const [first] = reasons;
  if (!first) return;
  throw new DomainError(
    'invalid-event',
    `${counts.rejected.toLocaleString('en-US')} events were left out${rejects === undefined ? '; --rejects FILE keeps them' : `; they are in ${rejects}`}`,
    { cause: first.error },
  );
}
