import { Command, Option } from '@commander-js/extra-typings';
import type { EventStore } from '../domain/event-store.ts';
import type { EventFilter } from '../domain/filter.ts';
import { eventPages } from '../transfer/event-pages.ts';
import { type ExportFormat, exportEvents, formatOf, toText } from '../transfer/export-events.ts';
import type { CommandContext, CommandMaker } from './command.ts';
import {
  AGGREGATE_TYPE,
  CAUSATION,
  CORRELATION,
  EVENT_TYPE,
  FROM,
  METADATA,
  SERVICE,
  TO,
  toFilter,
  USER,
  WHERE,
} from './filter-options.ts';
import { AGGREGATE, JSON_OUTPUT, STORE } from './options.ts';
import { printJson } from './print-json.ts';
import { progressBar } from './progress-bar.ts';
import { takeTurns } from './take-turns.ts';
import { UsageError } from './usage-error.ts';
import { withStore } from './with-store.ts';

/** `event-replay export`: events as JSON Lines, which keep everything, or as CSV for spreadsheets. */
export const exportCommand: CommandMaker = (context) =>
  new Command('export')
    .description(
      "Writes events to a file: as JSON Lines, one event a line with its payload to the letter, which 'import' reads again; or as CSV for spreadsheets. An export that was interrupted goes on where it was when it is called again.",
    )
    .addOption(STORE)
    .option(
      '--out <file>',
      'where they go; compressed when it ends in .gz, CSV when it is called .csv or .csv.gz; - for the standard output',
    )
    .addOption(new Option('--format <format>', 'whatever the file is called').choices(['jsonl', 'csv'] as const))
    .addOption(AGGREGATE)
    .addOption(EVENT_TYPE)
    .addOption(AGGREGATE_TYPE)
    .addOption(CORRELATION)
    .addOption(CAUSATION)
    .addOption(USER)
    .addOption(SERVICE)
    .addOption(FROM)
    .addOption(TO)
    .addOption(METADATA)
    .addOption(WHERE)
    .option('--force', 'start anew, whatever is there')
    .addOption(JSON_OUTPUT)
    .action(async ({ out, force, json, ...options }) => {
      if (!out) throw new UsageError("say where the events go, for example '--out events.jsonl'");
      const { format = formatOf(out) } = options;
      const filter = toFilter(options);
      await withStore(options, context, (store) =>
        out === '-'
          ? print(store, filter, format, context)
          : write(store, out, { filter, format, force, json }, context),
      );
    });

interface WriteOptions {
  readonly filter: EventFilter;
  readonly format: ExportFormat;
  readonly force?: true | undefined;
  readonly json?: true | undefined;
}

async function write(store: EventStore, file: string, options: WriteOptions, context: CommandContext): Promise<void> {
  const { print, printError, showProgress, signal } = context;
  const total = showProgress && (await store.countEvents(options.filter));
  const show = progressBar(showProgress);
  const { json, ...how } = options;
  const { events, resumedAfter, incomplete } = await exportEvents(store, file, {
    ...how,
    onProgress: (done) => {
      signal.throwIfAborted();
      show({ events: done, fraction: total ? done / total : undefined });
    },
  });
  showProgress?.('');
  const resumed = resumedAfter > 0 ? `, going on after ${resumedAfter.toLocaleString('en-US')}` : '';
  if (json) printJson(context, { file, events, resumed_after: resumedAfter, incomplete });
  else print(`Wrote ${events.toLocaleString('en-US')} events to ${file}${resumed}.`);
  if (incomplete > 0) {
    printError(
      `${incomplete.toLocaleString('en-US')} of them could not be read in full, and are written as far as they could.`,
    );
  }
}

async function print(
  store: EventStore,
  filter: EventFilter,
  format: ExportFormat,
  context: CommandContext,
): Promise<void> {
  let isFirst = true;
  for await (const { events } of eventPages(store, filter)) {
    await takeTurns(context);
    const text = toText(events, format, isFirst);
    if (text !== '') context.print(text.slice(0, -1));
    isFirst = false;
  }
}
