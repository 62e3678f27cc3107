import { Command, Option } from '@commander-js/extra-typings';
import type { EventStore } from '../domain/event-store.ts';
import { RULES, type Rule } from '../verify/rule.ts';
import { type VerifyOptions, verifyStream } from '../verify/verify-stream.ts';
import { aggregatePages } from './aggregate-pages.ts';
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
import { takeTurns } from './take-turns.ts';
import { withUserCode } from './user-code.ts';
import { jsonFindings, textFindings } from './verify/findings.ts';
import { withStore } from './with-store.ts';

/** Findings are printed in groups of so many. */
const GROUP = 500;

/** `event-replay verify`: are the streams sound? */
export const verify: CommandMaker = (context) =>
  new Command('verify')
    .description(
      'Checks streams: versions without gaps and duplicates, time that does not go backwards, causes that exist, events that can be read, payloads that match their schemas, snapshots that agree with the replay. Prints what is wrong and where; then the exit code is 1. Snapshots are compared with the default projection unless --projection names the one that made them.',
    )
    .addOption(STORE)
    .option('--aggregate <id>', 'only this stream; may be given again', more)
    .addOption(STREAM_TYPE)
    .addOption(new Option('--rule <rule...>', 'only this').choices(RULES))
    .addOption(new Option('--skip <rule...>', 'all but this').choices(RULES))
    .option('--limit <n>', 'print at most so many findings; all are counted', wholeNumber(0))
    .addOption(PROJECTION)
    .addOption(UPCASTERS)
    .addOption(SCHEMAS)
    .addOption(JSON_OUTPUT)
    .addOption(NO_JSON)
    .action(async (options) => {
      const rules = rulesOf(options);
      const findings = await withStore(options, context, (store) =>
        withUserCode(options, context, (code) =>
          verifyThem(store, options, { ...code, rules, signal: context.signal }, context),
        ),
      );
      if (findings > 0)
        throw new NegativeAnswer(findings === 1 ? 'something is wrong' : `${findings} things are wrong`);
    });

interface Selection {
  readonly aggregate?: readonly string[] | undefined;
  readonly type?: string | undefined;
  readonly limit?: number | undefined;
  readonly json?: boolean | undefined;
}

function rulesOf({
  rule = RULES,
  skip = [],
}: {
  readonly rule?: readonly Rule[] | undefined;
  readonly skip?: readonly Rule[] | undefined;
}): ReadonlySet<Rule> {
  return new Set(rule.filter((each) => !skip.includes(each)));
}

async function verifyThem(
  store: EventStore,
  { aggregate, type, limit = Infinity, ...options }: Selection,
  how: VerifyOptions,
  context: CommandContext,
): Promise<number> {
  const report = (wantsJson(options, context) ? jsonFindings : textFindings)(context);
  const show = progressBar(context.showProgress);
  const total = context.showProgress && !aggregate && (await store.countEvents({}));
  const progress = (events: number) => show({ events, fraction: total ? events / total : undefined });
  const counts = new Map<Rule, number>();
  let [streams, events, findings] = [0, 0, 0];
  for await (const id of aggregate ?? idsOf(store, type, context)) {
    await takeTurns(context);
    const onProgress = (passed: number) => progress(events + passed);
    events += await verifyStream(store, id, { ...how, onProgress }, (finding) => {
      counts.set(finding.rule, (counts.get(finding.rule) ?? 0) + 1);
      if (findings++ < limit) report.finding(finding);
      return findings % GROUP === 0 ? takeTurns(context) : undefined;
    });
    streams++;
    progress(events);
  }
  report.end({ streams, events, findings, counts, isCut: findings > limit });
  return findings;
}

async function* idsOf(store: EventStore, type: string | undefined, context: CommandContext): AsyncGenerator<string> {
  for await (const page of aggregatePages(store, { type }, context))
    for (const { aggregate_id } of page) yield aggregate_id;
}
