import type { EventStore } from '../../domain/event-store.ts';
import { ReplaySession } from '../../replay/replay-session.ts';
import { aggregatePages } from '../aggregate-pages.ts';
import type { CommandContext } from '../command.ts';
import { progressBar } from '../progress-bar.ts';
import { takeTurns } from '../take-turns.ts';
import type { UserCode } from '../user-code.ts';
import { filterOf, holdsByCount } from './expectations.ts';
import type { Plan } from './plan.ts';
import { replaySession } from './replay-session.ts';
import { NO_OUTCOME, type Outcome, type Report } from './report.ts';

/** Replays every aggregate, or every one of a type, one after the other: memory does not grow with the store. */
export async function replayEach(
  store: EventStore,
  code: UserCode,
  wanted: Plan,
  report: Report,
  context: CommandContext,
): Promise<Outcome> {
  const plan = await withoutTheDecided(store, code, wanted);
  if (isEmpty(plan)) return NO_OUTCOME;
  const show = progressBar(context.showProgress);
  const total = context.showProgress && (await store.countEvents({}));
  let outcome = NO_OUTCOME;
  let events = 0;
  for await (const page of aggregatePages(store, { type: plan.type }, context)) {
    for (const { aggregate_id: aggregateId, event_count } of page) {
      await takeTurns(context);
      const maxHits = plan.maxHits - outcome.hits;
      // Who has seen enough hits may still want to know what holds.
      const rest = { ...plan, maxHits, stops: maxHits > 0 ? plan.stops : [] };
      if (isEmpty(rest)) return { ...outcome, isCut: true };
      const session = await ReplaySession.open({ store, aggregateId, ...code, looksLate: true });
      outcome = sum(outcome, await replaySession(session, rest, report, context));
      events += event_count;
      show({ events, fraction: total ? events / total : undefined });
    }
  }
  return outcome;
}

/** What the store finds to hold for all events at once need not be asked of each stream. */
async function withoutTheDecided(store: EventStore, { projection }: UserCode, plan: Plan): Promise<Plan> {
  const expectAlways = [];
  for (const expression of plan.expectAlways) {
    const filter = filterOf(plan, expression, projection.prepare !== undefined);
    if (!filter || !(await holdsByCount(store, filter, expression))) expectAlways.push(expression);
  }
  return { ...plan, expectAlways };
}

function isEmpty({ stops, until, expect, expectAlways }: Plan): boolean {
  return stops.length === 0 && !until && expect.length === 0 && expectAlways.length === 0;
}

function sum(a: Outcome, b: Outcome): Outcome {
  return {
    streams: a.streams + b.streams,
    hits: a.hits + b.hits,
    reached: a.reached + b.reached,
    failures: a.failures + b.failures,
    isCut: a.isCut || b.isCut,
  };
}
