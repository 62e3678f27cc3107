import type { EventStore } from '../domain/event-store.ts';
import { EventFilter } from '../domain/filter.ts';
import { eventPages } from '../transfer/event-pages.ts';
import { exportEvents, formatOf, toText } from '../transfer/export-events.ts';
import type { Command, CommandContext } from './command.ts';
import { parseOptions } from './parse-options.ts';
import { progressBar } from './progress-bar.ts';
import { UsageError } from './usage-error.ts';

const OPTIONS = {
  store: { type: 'string' },
  out: { type: 'string' },
  format: { type: 'string' },
  aggregate: { type: 'string' },
  type: { type: 'string' },
  correlation: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  where: { type: 'string' },
  force: { type: 'boolean', default: false },
} as const;

/** `event-replay export`: events as JSON Lines, which keep everything, or as CSV for spreadsheets. */
export const exportCommand: Command = {
  name: 'export',
  summary: 'Write events to a file: JSON Lines or CSV.',
  help: `Usage: event-replay export --store STORE --out FILE [options]

Writes events to a file: as JSON Lines, one event a line with its payload to the letter, which 'import' reads again; or
as CSV for spreadsheets. An export that was interrupted goes on where it was when it is called again.

Options:
  --store STORE     a SQLite file, or the URI of a store
  --out FILE        where they go; compressed when it ends in .gz, CSV when it is called .csv or .csv.gz; - for the
                    standard output
  --format FORMAT   jsonl or csv, whatever the file is called
  --aggregate ID    only the stream of this aggregate
  --type TYPE       only this type, for example task.completed
  --correlation ID  only what takes part in this
  --from TIME, --to TIME
                    only events of this time, for example 2025-09-19T05:26:56Z
  --where EXPR      only events for which this Python expression holds: "event_data.get('reward', 0) > 0.8"
  --force           start anew, whatever is there
  --help            show this text`,

  async run(args, context) {
    const { store: uri, out, ...options } = parseOptions('export', args, OPTIONS);
    if (!uri || !out) throw new UsageError("name both, for example '--store events.db --out events.jsonl'");
    const { format = formatOf(out) } = options;
    if (format !== 'jsonl' && format !== 'csv') throw new UsageError(`--format is jsonl or csv, not '${format}'`);
    const filter = filterOf(options);
    const store = await context.openStore(uri);
    try {
      if (out === '-') await print(store, filter, format, context);
      else await write(store, out, { filter, format, force: options.force }, context);
    } finally {
      await store.close();
    }
  },
};

type Options = Omit<ReturnType<typeof parseOptions<typeof OPTIONS>>, 'store' | 'out'>;

/** What was not given is not there. */
function filterOf({ aggregate, type, correlation, from, to, where }: Options): EventFilter {
  const given = Object.entries({
    aggregate_id: aggregate,
    event_type: type,
    correlation_id: correlation,
    from_timestamp: from,
    to_timestamp: to,
    where,
  }).filter(([, value]) => value !== undefined);
  return EventFilter.parse(Object.fromEntries(given));
}

async function write(
  store: EventStore,
  file: string,
  options: Parameters<typeof exportEvents>[2],
  { print, printError, showProgress }: CommandContext,
): Promise<void> {
  const total = showProgress && (await store.countEvents(options?.filter ?? {}));
  const show = progressBar(showProgress);
  const onProgress = (events: number) => show({ events, fraction: total ? events / total : undefined });
  const { events, resumedAfter, incomplete } = await exportEvents(store, file, { ...options, onProgress });
  showProgress?.('');
  const resumed = resumedAfter > 0 ? `, going on after ${resumedAfter.toLocaleString('en-US')}` : '';
  print(`Wrote ${events.toLocaleString('en-US')} events to ${file}${resumed}.`);
  if (incomplete > 0) {
    printError(
      `${incomplete.toLocaleString('en-US')} of them could not be read in full, and are written as far as they could.`,
    );
  }
}

async function print(
  store: EventStore,
  filter: EventFilter,
  format: 'jsonl' | 'csv',
  { print: printLine }: CommandContext,
): Promise<void> {
  let isFirst = true;
  for await (const { events } of eventPages(store, filter)) {
    const text = toText(events, format, isFirst);
    if (text !== '') printLine(text.slice(0, -1));
    isFirst = false;
  }
}
