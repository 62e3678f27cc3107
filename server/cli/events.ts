import { Command, Option } from '@commander-js/extra-typings';
import type { RecordedEvent } from '../domain/event.ts';
import type { EventStore } from '../domain/event-store.ts';
import { qualifiedType } from '../domain/event-types.ts';
import type { EventFilter } from '../domain/filter.ts';
import { toEventLine } from '../transfer/event-line.ts';
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
import { AGGREGATE, JSON_OUTPUT, NO_JSON, STORE, wholeNumber } from './options.ts';
import { printJson, printJsonText, wantsJson } from './print-json.ts';
import { tablePrinter } from './table.ts';
import { takeTurns } from './take-turns.ts';
import { withStore } from './with-store.ts';

const PAGE = 1_000;

const EXAMPLES = `
Examples:
  event-replay events --type '*.failed' --from 2025-09-19
  event-replay events --where "event_data.get('reward', 0) > 0.8" --all --json | jq .aggregate_id`;

/** `event-replay events`: a query. */
export const events: CommandMaker = (context) =>
  new Command('events')
    .description('Finds events; all that is given must hold. The newest come first.')
    .addOption(STORE)
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
    .addOption(
      new Option('--order <order>', 'which come first')
        .choices(['newest', 'oldest'] as const)
        .default('newest' as const),
    )
    .option('--limit <n>', 'at most so many', wholeNumber(1), 100)
    .option('--all', 'all of them, however many')
    .option('--cursor <text>', 'go on where an answer that was cut said')
    .option('--count', 'only say how many there are')
    .addOption(JSON_OUTPUT)
    .addOption(NO_JSON)
    .addHelpText('after', EXAMPLES)
    .action((options) => withStore(options, context, (store) => find(store, toFilter(options), options, context)));

interface Finding {
  readonly order: 'newest' | 'oldest';
  readonly limit: number;
  readonly all?: true | undefined;
  readonly cursor?: string | undefined;
  readonly count?: true | undefined;
  readonly json?: boolean | undefined;
}

async function find(
  store: EventStore,
  filter: EventFilter,
  { count, order, limit, all, cursor: start, ...options }: Finding,
  context: CommandContext,
): Promise<void> {
  const isJson = wantsJson(options, context);
  if (count) {
    const events = await store.countEvents(filter);
    if (isJson) printJson(context, { events });
    else context.print(events.toLocaleString('en-US'));
    return;
  }
  const print = isJson ? jsonPrinter(context) : tablePrinter(context, COLUMNS);
  let left = all ? Infinity : limit;
  let cursor = start;
  do {
    await takeTurns(context);
    const how = { order: `${order}-first`, limit: Math.min(PAGE, left), cursor } as const;
    const page = await store.queryEvents(filter, how);
    if (page.events.length > 0) print(page.events);
    left -= page.events.length;
    cursor = page.next;
  } while (cursor !== undefined && left > 0);
  if (cursor !== undefined) context.printError(`There are more: --all, or --cursor '${cursor}'`);
}

function jsonPrinter(context: CommandContext): (page: readonly RecordedEvent[]) => void {
  return (page) => {
    for (const event of page) printJsonText(context, toEventLine(event));
  };
}

const COLUMNS = [
  { title: 'time', text: ({ timestamp }: RecordedEvent) => timestamp },
  { title: 'aggregate', text: ({ aggregate_id }: RecordedEvent) => aggregate_id },
  { title: 'version', align: 'right', text: ({ version }: RecordedEvent) => String(version) },
  { title: 'type', text: qualifiedType },
  { title: 'event_data', text: ({ row }: RecordedEvent) => row.event_data_text.slice(0, 1_000) },
] as const;
