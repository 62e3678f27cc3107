import { messageOf } from '../../domain/errors.ts';
import type { EventStore } from '../../domain/event-store.ts';
import { matchesGlob } from '../../domain/event-types.ts';
import type { CompiledExpression, ExpressionContext } from '../../domain/expressions/expression.ts';
import type { EventFilter } from '../../domain/filter.ts';
import type { Pace } from '../../replay/pace.ts';
import type { ReplaySession } from '../../replay/replay-session.ts';
import { sweep } from '../../replay/sweep.ts';
import type { Plan } from './plan.ts';
import type { Report } from './report.ts';
import { standingOf } from './standing-of.ts';

/** Holds expectations against the event at which a session stands. Returns how many failed. */
export async function checkHere(
  session: ReplaySession,
  expressions: readonly CompiledExpression[],
  report: Report,
  pace: Pace,
): Promise<number> {
  const view = (await session.look(pace))!;
  const failed = expressions.flatMap((expression) => verdictOf(expression, view) ?? []);
  for (const verdict of failed) await tell(session, 'expect', verdict, report, pace);
  return failed.length;
}

/** Holds expectations against every event of a session's log; of each the first failure is told. Returns how many failed. */
export async function checkAlways(session: ReplaySession, plan: Plan, report: Report, pace: Pace): Promise<number> {
  const left = new Set<CompiledExpression>();
  for (const expression of plan.expectAlways) if (!(await isCounted(session, expression, plan))) left.add(expression);
  if (left.size === 0) return 0;
  const failed: (Verdict & { readonly position: number })[] = [];
  const fields = new Set([...left].flatMap((expression) => [...expression.fields]).concat('aggregate_type'));
  await sweep(session, pace, { fields }, (view, position) => {
    if (plan.type !== undefined && !matchesGlob(plan.type, view.event.aggregate_type)) return true;
    for (const expression of left) {
      const verdict = verdictOf(expression, view);
      if (!verdict) continue;
      failed.push({ ...verdict, position });
      left.delete(expression);
    }
    return left.size > 0;
  });
  for (const { position, ...verdict } of failed) {
    await session.moveTo({ position });
    await tell(session, 'expect-always', verdict, report, pace);
  }
  return failed.length;
}

/**
 * Does an expectation hold for every event that a filter selects? The store decides, by counting; the events that hold
 * first, so that one that arrives in between can only make the counts differ. No is no more than a reason to look.
 */
export async function holdsByCount(
  store: EventStore,
  filter: EventFilter,
  { source }: CompiledExpression,
): Promise<boolean> {
  const holding = await store.countEvents({ ...filter, where: source });
  return holding === (await store.countEvents(filter));
}

/** The events that an expectation is about, as a filter; undefined where the events alone do not decide. */
export function filterOf(
  plan: Plan,
  { needsState }: CompiledExpression,
  hasUpcasters: boolean,
): EventFilter | undefined {
  if (needsState || hasUpcasters) return undefined;
  if (plan.type === undefined) return {};
  return /[*?]/.test(plan.type) ? { event_type: `${plan.type}.*` } : { aggregate_type: plan.type };
}

async function isCounted(session: ReplaySession, expression: CompiledExpression, plan: Plan): Promise<boolean> {
  const { log, source, store } = session;
  if (log.aggregateIds.length > 1 || log.isBounded || log.first > 1) return false;
  const filter = filterOf(plan, expression, source.projection.prepare !== undefined);
  return filter !== undefined && holdsByCount(store, { ...filter, aggregate_id: session.aggregateId }, expression);
}

interface Verdict {
  readonly expression: string;
  readonly error: string | undefined;
}

/** Undefined where it holds. What cannot be evaluated does not hold. */
function verdictOf(expression: CompiledExpression, context: ExpressionContext): Verdict | undefined {
  try {
    return expression.test(context) ? undefined : { expression: expression.source, error: undefined };
  } catch (error) {
    return { expression: expression.source, error: messageOf(error) };
  }
}

async function tell(session: ReplaySession, rule: string, verdict: Verdict, report: Report, pace: Pace): Promise<void> {
  const standing = await standingOf(session, pace);
  const { causation_id } = standing.event;
  const cause = causation_id ? await session.store.getEvent(causation_id) : undefined;
  report.failure({ ...standing, ...verdict, rule, cause });
}
