import { Command } from '@commander-js/extra-typings';
import { DomainError } from '../domain/errors.ts';
import { createEvent, type Event, type NewEvent } from '../domain/event.ts';
import type { EventStore } from '../domain/event-store.ts';
import { qualifiedType } from '../domain/event-types.ts';
import type { CommandContext, CommandMaker } from './command.ts';
import { readGivenEvents, readPayload } from './given-events.ts';
import { JSON_OUTPUT, STORE, wholeNumber } from './options.ts';
import { printJson } from './print-json.ts';
import { UsageError } from './usage-error.ts';
import { withStore } from './with-store.ts';

const EXAMPLES = `
Examples:
  event-replay append --aggregate task-789 --type task.completed --data '{"reward": 0.9}'
  jq -c '.[]' events.json | event-replay append --in - --expected-version 3`;

/** `event-replay append`: a few events from the arguments or the standard input; `import` is for many. */
export const append: CommandMaker = (context) =>
  new Command('append')
    .description(
      "Appends one event that the options describe, or those that '--in' names, all or none. What is left out is filled in: the id, the time, and the version that comes next. Events of a file that have all their fields are better imported.",
    )
    .addOption(STORE)
    .option('--aggregate <id>', 'whose event it is, for example task-789')
    .option('--aggregate-type <type>', 'what the aggregate is: task')
    .option('--type <type>', 'what happened: completed')
    .option('--data <json>', 'the payload: \'{"reward": 0.9}\'')
    .option('--metadata <json>', 'an object as well')
    .option('--event-id <id>', 'a UUID is made when left out')
    .option('--time <time>', 'when it happened; now when left out')
    .option('--correlation <id>', 'what it takes part in')
    .option('--caused-by <event-id>', 'the event that caused it')
    .option('--user <id>', 'who did it')
    .option('--service <name>', 'who writes it')
    .option('--in <file>', 'events as JSON: one object, a list, or JSON Lines; - for the standard input')
    .option('--expected-version <n>', 'append only if the stream stands there; 0 for a new stream', wholeNumber(0))
    .addOption(JSON_OUTPUT)
    .addHelpText('after', EXAMPLES)
    .action(async ({ in: file, ...options }) => {
      const given = file === undefined ? [fromOptions(options)] : await readGivenEvents(file, context.input);
      const work = (store: EventStore) => appendAll(store, given, options, context);
      await withStore(options, context, work, { readOnly: false });
    });

interface Described {
  readonly aggregate?: string | undefined;
  readonly aggregateType?: string | undefined;
  readonly type?: string | undefined;
  readonly data?: string | undefined;
  readonly metadata?: string | undefined;
  readonly eventId?: string | undefined;
  readonly time?: string | undefined;
  readonly correlation?: string | undefined;
  readonly causedBy?: string | undefined;
  readonly user?: string | undefined;
  readonly service?: string | undefined;
}

function fromOptions(options: Described): NewEvent {
  const { aggregate, type, data = '{}', metadata, eventId, time } = options;
  if (!aggregate || !type) {
    throw new UsageError(
      "describe the event, for example '--aggregate task-789 --aggregate-type task --type completed'",
    );
  }
  // `task.completed` says what the aggregate is, too.
  const aggregateType = options.aggregateType ?? (type.includes('.') ? type.slice(0, type.indexOf('.')) : undefined);
  if (!aggregateType)
    throw new UsageError("say what the aggregate is: '--aggregate-type task', or '--type task.completed'");
  return {
    aggregate_id: aggregate,
    aggregate_type: aggregateType,
    event_type: type,
    event_data: readPayload('--data', data),
    ...(metadata !== undefined && { metadata: readPayload('--metadata', metadata) }),
    ...(eventId !== undefined && { event_id: eventId }),
    ...(time !== undefined && { timestamp: time }),
    correlation_id: options.correlation ?? null,
    causation_id: options.causedBy ?? null,
    user_id: options.user ?? null,
    service_name: options.service ?? null,
  };
}

async function appendAll(
  store: EventStore,
  given: readonly NewEvent[],
  { expectedVersion, json }: { readonly expectedVersion?: number | undefined; readonly json?: true | undefined },
  context: CommandContext,
): Promise<void> {
  const streams = new Map<string, number>();
  for (const { aggregate_id } of given) streams.set(aggregate_id, await store.getAggregateVersion(aggregate_id));
  checkExpectation(streams, expectedVersion);
  const events = given.map((fields) => {
    const event = createEvent(fields, streams.get(fields.aggregate_id)!);
    streams.set(fields.aggregate_id, Math.max(event.version, streams.get(fields.aggregate_id)!));
    return event;
  });
  const [only] = events;
  if (only && events.length === 1) await store.saveEvent(only, { expectedVersion });
  else await store.saveEvents(events);
  for (const event of events) report(event, store, json === true, context);
}

/** The versions that follow are given out from there; who comes first with one of them wins, as the store sees to it. */
function checkExpectation(streams: ReadonlyMap<string, number>, expected: number | undefined): void {
  if (expected === undefined) return;
  if (streams.size > 1)
    throw new UsageError('--expected-version is about one aggregate, and these events are of several');
  for (const [aggregateId, version] of streams) {
    if (version === expected) continue;
    throw new DomainError(
      'version-conflict',
      `${aggregateId} is at version ${version}, and --expected-version is ${expected}`,
    );
  }
}

function report(event: Event, { address }: EventStore, isJson: boolean, context: CommandContext): void {
  const { event_id, aggregate_id, version } = event;
  if (isJson) printJson(context, { event_id, aggregate_id, version });
  else
    context.print(
      `Appended ${qualifiedType(event)} to ${address} as version ${version} of ${aggregate_id}: ${event_id}`,
    );
}
