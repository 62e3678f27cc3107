import { Command, Option } from '@commander-js/extra-typings';
import type { AggregateSummary, EventStore } from '../domain/event-store.ts';
import { aggregatePages } from './aggregate-pages.ts';
import type { CommandContext, CommandMaker } from './command.ts';
import { JSON_OUTPUT, NO_JSON, STORE, STREAM_TYPE, wholeNumber } from './options.ts';
import { printJson, wantsJson } from './print-json.ts';
import { tablePrinter } from './table.ts';
import { withStore } from './with-store.ts';

const ORDERS = {
  events: (a, b) => b.event_count - a.event_count,
  last: (a, b) => ((a.last_timestamp ?? '') < (b.last_timestamp ?? '') ? 1 : -1),
} as const satisfies Record<string, (a: AggregateSummary, b: AggregateSummary) => number>;

/** `event-replay streams`: what there is in a store. */
export const streams: CommandMaker = (context) =>
  new Command('streams')
    .description(
      'Lists the aggregates of a store with their types, the number of their events and the time of the last.',
    )
    .addOption(STORE)
    .addOption(STREAM_TYPE)
    .option('--contains <text>', 'only aggregates whose id contains this text, in whatever case')
    .addOption(
      new Option('--sort <order>', 'by id, the longest first, or the last to change first')
        .choices(['id', 'events', 'last'] as const)
        .default('id' as const),
    )
    .option('--limit <n>', 'at most so many', wholeNumber(1), 100)
    .option('--all', 'all of them, however many')
    .addOption(JSON_OUTPUT)
    .addOption(NO_JSON)
    .action((options) =>
      withStore(options, context, (store) =>
        list(store, { ...options, limit: options.all ? Infinity : options.limit }, context),
      ),
    );

interface Listing {
  readonly type?: string | undefined;
  readonly contains?: string | undefined;
  readonly sort: 'id' | keyof typeof ORDERS;
  readonly limit: number;
  readonly json?: boolean | undefined;
}

async function list(store: EventStore, { limit, sort, ...options }: Listing, context: CommandContext): Promise<void> {
  const print = wantsJson(options, context) ? jsonPrinter(context) : tablePrinter(context, COLUMNS);
  let printed = 0;
  let isCut = false;
  let best: AggregateSummary[] = [];
  for await (const page of aggregatePages(store, options, context)) {
    if (sort === 'id') {
      const rows = page.slice(0, limit - printed);
      if (rows.length > 0) print(rows);
      printed += rows.length;
      isCut = rows.length < page.length;
      if (isCut) break;
    } else {
      // The best so far are enough to go on with: memory does not grow with the store.
      best.push(...page);
      best.sort(ORDERS[sort]);
      isCut ||= best.length > limit;
      best = best.slice(0, limit);
    }
  }
  if (best.length > 0) print(best);
  if (printed + best.length === 0) context.printError('No such aggregate.');
  if (isCut) context.printError(`There are more than ${limit}: --all lists them, --limit so many.`);
}

function jsonPrinter(context: CommandContext): (page: readonly AggregateSummary[]) => void {
  return (page) => {
    for (const { aggregate_id, aggregate_types, event_count, last_timestamp } of page) {
      printJson(context, { aggregate_id, aggregate_types, event_count, last_timestamp });
    }
  };
}

const COLUMNS = [
  { title: 'aggregate', text: ({ aggregate_id }: AggregateSummary) => aggregate_id },
  {
    title: 'events',
    align: 'right',
    text: ({ event_count }: AggregateSummary) => event_count.toLocaleString('en-US'),
  },
  { title: 'last event', text: ({ last_timestamp }: AggregateSummary) => last_timestamp ?? '' },
  { title: 'types', text: ({ aggregate_types }: AggregateSummary) => aggregate_types.join(', ') },
] as const;
