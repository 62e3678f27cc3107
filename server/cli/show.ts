import { Command } from '@commander-js/extra-typings';
import { DomainError } from '../domain/errors.ts';
import type { RecordedEvent } from '../domain/event.ts';
import type { EventStore } from '../domain/event-store.ts';
import { qualifiedType } from '../domain/event-types.ts';
import { prettyJson } from '../domain/pretty-json.ts';
import { type Causes, causesOf } from '../replay/causes-of.ts';
import { toEventLine } from '../transfer/event-line.ts';
import type { CommandContext, CommandMaker } from './command.ts';
import { AGGREGATE, JSON_OUTPUT, NO_JSON, STORE, wholeNumber } from './options.ts';
import { plainLines, plainText, styled } from './plain-text.ts';
import { printJsonText, wantsJson } from './print-json.ts';
import { UsageError } from './usage-error.ts';
import { withStore } from './with-store.ts';

/** More effects than this are not shown. */
const MOST_EFFECTS = 100;

/** `event-replay show`: one event, and what it has to do with others. */
export const show: CommandMaker = (context) =>
  new Command('show')
    .description('Shows an event in full, with the chain of its causes, and with what it caused itself.')
    .argument('[event-id]', 'which event; or name it by its aggregate and version')
    .addOption(STORE)
    .addOption(AGGREGATE)
    .option('--version <n>', "the event's version in its stream", wholeNumber(1))
    .addOption(JSON_OUTPUT)
    .addOption(NO_JSON)
    .action((eventId, options) =>
      withStore(options, context, async (store) => {
        const event = await find(store, eventId, options);
        const causes = await causesOf(store, event);
        const effects = await store.findCaused(event.event_id, MOST_EFFECTS);
        (wantsJson(options, context) ? printDocument : printText)(context, event, causes, effects);
      }),
    );

async function find(
  store: EventStore,
  eventId: string | undefined,
  { aggregate, version }: { readonly aggregate?: string | undefined; readonly version?: number | undefined },
): Promise<RecordedEvent> {
  if (eventId !== undefined) return (await store.getEvent(eventId)) ?? missing(store, `an id ${eventId}`);
  if (aggregate === undefined || version === undefined) {
    throw new UsageError("say which event: its id, or '--aggregate task-789 --version 4'");
  }
  const [event] = await store.readStream(aggregate, { fromVersion: version, limit: 1 });
  return event?.version === version ? event : missing(store, `version ${version} of ${aggregate}`);
}

function missing({ address }: EventStore, what: string): never {
  throw new DomainError('event-not-found', `${address} has no event with ${what}`);
}

type Printer = (
  context: CommandContext,
  event: RecordedEvent,
  causes: Causes,
  effects: readonly RecordedEvent[],
) => void;

const printDocument: Printer = (context, event, chain, effects) => {
  const problem = problemOf(chain);
  const list = (all: readonly RecordedEvent[]) => `[${all.map(toEventLine).join(', ')}]`;
  const parts = [`"event": ${toEventLine(event)}`, `"causes": ${list(chain.causes)}`, `"effects": ${list(effects)}`];
  if (problem !== undefined) parts.push(`"problem": ${JSON.stringify(problem)}`);
  if (event.malformed !== undefined) parts.push(`"malformed": ${JSON.stringify(event.malformed)}`);
  printJsonText(context, `{${parts.join(', ')}}`);
};

const printText: Printer = (context, event, chain, effects) => {
  const { causes } = chain;
  const problem = problemOf(chain);
  const { print } = context;
  const title = (text: string) => styled(context, 'bold', text);
  print(`${title(plainText(qualifiedType(event)))}  version ${event.version} of ${plainText(event.aggregate_id)}`);
  if (event.malformed !== undefined) {
    print(styled(context, 'red', `This event cannot be read: ${plainText(event.malformed)}`));
  }
  const facts = [
    ['time', event.timestamp],
    ['event id', event.event_id],
    ['correlation', event.correlation_id],
    ['user', event.user_id],
    ['service', event.service_name],
  ] as const;
  for (const [name, value] of facts) if (value) print(`  ${name.padEnd(12)} ${plainText(value)}`);
  for (const name of ['event_data', 'metadata'] as const) {
    const text = plainLines(prettyJson(event.row[`${name}_text`]));
    if (name === 'event_data' || text !== '{}') print(`\n${title(name)}\n${text}`);
  }
  if (causes.length > 0 || problem !== undefined) print(`\n${title('causes')}, the nearest first`);
  for (const cause of causes) print(`  ${lineOf(cause)}`);
  if (problem !== undefined) print(`  ${styled(context, 'yellow', plainText(problem))}`);
  if (effects.length > 0) print(`\n${title('effects')}`);
  for (const effect of effects) print(`  ${lineOf(effect)}`);
  if (effects.length === MOST_EFFECTS)
    print(`  perhaps more: 'events --caused-by ${plainText(event.event_id)}' finds them`);
};

/** Why the chain ends where nobody would expect it. */
function problemOf({ causes, end, next }: Causes): string | undefined {
  if (end === 'circle') return `${next} again: the causes form a circle`;
  if (end === 'cut') return `there are more than ${causes.length} causes`;
  return end === 'missing' ? `the cause ${next} is not in this store` : undefined;
}

function lineOf(event: RecordedEvent): string {
  const { timestamp, aggregate_id, version, event_id } = event;
  return plainText(`${timestamp}  ${qualifiedType(event).padEnd(20)} ${aggregate_id} v${version}  ${event_id}`);
}
