import { Command, Option } from '@commander-js/extra-typings';
import { ANOMALY_KINDS } from '../domain/anomalies.ts';
import type { EventStore } from '../domain/event-store.ts';
import { describeFailures } from '../replay/breakpoint.ts';
import { ReplaySession } from '../replay/replay-session.ts';
import type { CommandContext, CommandMaker } from './command.ts';
import { NegativeAnswer } from './negative-answer.ts';
import {
  JSON_OUTPUT,
  more,
  NO_JSON,
  PROJECTION,
  SCHEMAS,
  STORE,
  STREAM_TYPE,
  UPCASTERS,
  wholeNumber,
} from './options.ts';
import { wantsJson } from './print-json.ts';
import { progressBar } from './progress-bar.ts';
import { jsonReport } from './replay/json-report.ts';
import { type Plan, type ReplayOptions, toPlan } from './replay/plan.ts';
import { replayEach } from './replay/replay-each.ts';
import { replaySession } from './replay/replay-session.ts';
import type { Outcome, Report } from './replay/report.ts';
import { textReport } from './replay/text-report.ts';
import { UsageError } from './usage-error.ts';
import { type CodeOptions, type UserCode, withUserCode } from './user-code.ts';
import { withStore } from './with-store.ts';

const EXAMPLES = `
Examples:
  event-replay replay --aggregate agent-123 --break-on-change temperature --back --max-hits 1
  event-replay replay --type rollout --expect-always "not event_data.get('reward', 0) < 0"
  event-replay replay --aggregate task-7 --until 'version == 7' --expect "state.status == 'done'"`;

/** `event-replay replay`: the debugger for scripts and pipelines. */
export const replay: CommandMaker = (context) =>
  new Command('replay')
    .description(
      'Replays streams and prints a timeline of the events at which a breakpoint is hit, with what they changed and what is watched; without any breakpoint or expectation, of every event. An expectation that does not hold, or an --until that is not reached, is exit code 1. Options that take a list may be given again.',
    )
    .addOption(STORE)
    .option('--aggregate <id>', 'whose stream; several are replayed together, in the order of time', more)
    .option('--correlation <id>', 'or all that take part in this')
    .option('--each', 'or every aggregate of the store, one after the other')
    .addOption(STREAM_TYPE)
    .option('--break <type>', 'stop at this event type, which may be a glob: task.*, *.failed', more)
    .option('--break-if <expression>', 'stop where this Python expression holds', more)
    .option('--break-on-change <path>', 'stop where this part of the state changes: items[0].qty', more)
    .addOption(new Option('--break-on-exception <kind...>', 'stop where something is wrong').choices(ANOMALY_KINDS))
    .option('--watch <expression>', 'evaluate this at every stop', more)
    .option('--until <expression>', 'replay until this holds')
    .option('--expect <expression>', 'this must hold where the replay ends', more)
    .option('--expect-always <expression>', 'this must hold at every event', more)
    .option('--from-version <n>', 'what comes before is only folded', wholeNumber(1))
    .option('--to-version <n>', 'and what comes after is left out', wholeNumber(1))
    .option('--at <time>', 'start at the last event up to this time')
    .option('--back', 'search from the end to the start')
    .option('--max-hits <n>', 'stop no more often than this', wholeNumber(1))
    .addOption(PROJECTION)
    .addOption(UPCASTERS)
    .addOption(SCHEMAS)
    .addOption(JSON_OUTPUT)
    .addOption(NO_JSON)
    .addHelpText('after', EXAMPLES)
    .action(async (options) => {
      checkSelection(options);
      const plan = toPlan(options);
      const report = (wantsJson(options, context) ? jsonReport : textReport)(context, plan);
      const outcome = await withStore(options, context, (store) =>
        withUserCode(options, context, (code) => replayThem(store, code, options, { plan, report }, context)),
      );
      report.end(outcome);
      answer(outcome, plan);
    });

interface Selection extends CodeOptions, Pick<ReplayOptions, 'breakOnException' | 'at' | 'type'> {
  readonly aggregate?: readonly string[] | undefined;
  readonly correlation?: string | undefined;
  readonly each?: true | undefined;
  readonly fromVersion?: number | undefined;
  readonly toVersion?: number | undefined;
}

function checkSelection({ aggregate, correlation, each, type, fromVersion, toVersion, ...options }: Selection): void {
  const named = [aggregate, correlation, each ?? (aggregate || correlation ? undefined : type)];
  if (named.filter((name) => name !== undefined).length !== 1) {
    throw new UsageError(
      "say what to replay: '--aggregate task-789', '--correlation workflow-101', '--each' or '--type task'",
    );
  }
  if ((fromVersion ?? toVersion) !== undefined && aggregate?.length !== 1) {
    throw new UsageError('versions are those of one stream: --from-version and --to-version need one --aggregate');
  }
  if (options.at !== undefined && !aggregate && !correlation) {
    throw new UsageError('--at is about one replay: it does not go with every aggregate of a store');
  }
  if (options.breakOnException?.includes('schema-violation') && options.schemas === undefined) {
    throw new UsageError('a schema violation can be found where there are schemas: add --schemas');
  }
}

async function replayThem(
  store: EventStore,
  code: UserCode,
  { aggregate, correlation: correlationId, fromVersion, toVersion }: Selection,
  { plan, report }: { readonly plan: Plan; readonly report: Report },
  context: CommandContext,
): Promise<Outcome> {
  if (!aggregate && correlationId === undefined) return replayEach(store, code, plan, report, context);
  const streams = aggregate?.length === 1 ? { aggregateId: aggregate[0] } : { aggregateIds: aggregate };
  const range = { correlationId, fromVersion, toVersion };
  const session = await ReplaySession.open({ store, ...streams, ...range, ...code, looksLate: true });
  const total = context.showProgress && aggregate?.length === 1 ? await session.log.last() : undefined;
  const show = progressBar(context.showProgress);
  const onProgress = (events: number) => show({ events, fraction: total && events / total });
  const outcome = await replaySession(session, plan, report, context, onProgress);
  // Only a run that met nothing has gone through all.
  for (const { spec, record } of outcome.hits > 0 ? [] : session.breakpoints.list()) {
    const failures = describeFailures(record);
    if (failures !== undefined) context.printError(`'${spec.condition}' ${failures}`);
  }
  return outcome;
}

function answer({ failures, reached }: Outcome, { until }: Plan): void {
  if (failures > 0) {
    throw new NegativeAnswer(failures === 1 ? 'an expectation does not hold' : `${failures} expectations do not hold`);
  }
  if (until && reached === 0) throw new NegativeAnswer(`${until.name.replace('until', '--until')} was not reached`);
}
