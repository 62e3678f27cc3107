import { DomainError, isDomainError } from '../../domain/errors.ts';
import type { ReplaySession } from '../../replay/replay-session.ts';
import type { Stop } from '../../replay/stop.ts';
import type { CommandContext } from '../command.ts';
import { checkAlways, checkHere } from './expectations.ts';
import type { Plan } from './plan.ts';
import type { Outcome, Report } from './report.ts';
import { standingOf } from './standing-of.ts';

/** What the user's own code does wrong ends a replay, unless its user wants to look at it. */
const OWN_FAULTS = ['projection-error', 'upcast-failed'] as const;

/** Replays one session by the plan, telling hits and failures as they are found. Throws `projection-failed`, `cancelled`. */
export async function replaySession(
  session: ReplaySession,
  plan: Plan,
  report: Report,
  context: CommandContext,
): Promise<Outcome> {
  const stopListening = session.listen({ print: ({ text }) => context.printError(text.trimEnd()) });
  const pause = () => session.pause();
  context.signal.addEventListener('abort', pause);
  try {
    const { hits, reached, isCut } = await run(session, plan, report, context.signal);
    let failures = await checkAlways(session, plan, report, context.signal);
    if (plan.expect.length > 0) {
      if (!reached) settled(await session.moveTo('last'), context.signal);
      failures += await checkHere(session, plan.expect, report, context.signal);
    }
    return { streams: 1, hits, reached: reached ? 1 : 0, failures, isCut };
  } catch (error) {
    // A pause that Ctrl+C asked for is Ctrl+C.
    if (isDomainError(error, 'cancelled')) context.signal.throwIfAborted();
    throw error;
  } finally {
    context.signal.removeEventListener('abort', pause);
    stopListening();
  }
}

/** From hit to hit, until there are no more, or enough. */
async function run(
  session: ReplaySession,
  plan: Plan,
  report: Report,
  signal: AbortSignal,
): Promise<{ hits: number; reached: boolean; isCut: boolean }> {
  const { stops, until, watches, maxHits } = plan;
  const names = new Map<string, string>();
  for (const { name, spec } of stops) names.set(session.breakpoints.add(spec).id, name);
  const untilId = until && session.breakpoints.add(until.spec).id;
  if (untilId) names.set(untilId, until.name);
  breakOnOwnFaults(session, stops);
  for (const expression of watches) session.watches.add(expression);
  let hits = 0;
  for await (const stop of names.size === 0 ? [] : stopsOf(session, plan, signal)) {
    const hitNames = stop.hits.flatMap((id) => names.get(id) ?? []);
    if (hitNames.length === 0) throw ownFault(stop);
    const isReached = untilId !== undefined && stop.hits.includes(untilId);
    if (hits >= maxHits && !isReached) return { hits, reached: false, isCut: true };
    hits++;
    const standing = await standingOf(session, signal);
    report.hit({
      ...standing,
      names: hitNames,
      watches: session.watches.values(session.view),
      anomalies: stop.anomalies,
    });
    if (isReached) return { hits, reached: true, isCut: false };
  }
  return { hits, reached: false, isCut: false };
}

/** Every stop at which something is hit, in the direction of the plan. */
async function* stopsOf(session: ReplaySession, { at, isBack }: Plan, signal: AbortSignal): AsyncGenerator<Stop> {
  const goOn = () => (isBack ? session.runBack() : session.runForward());
  const start = at !== undefined ? { timestamp: at } : isBack ? 'last' : undefined;
  let stop = settled(await (start === undefined ? goOn() : session.moveTo(start)), signal);
  for (;;) {
    if (stop.hits.length > 0) yield stop;
    if (stop.reason === 'end' || stop.reason === 'start' || stop.reason === 'stopped') return;
    stop = settled(await goOn(), signal);
  }
}

/** Not those that the user looks for; and there are none without code that can have them. */
function breakOnOwnFaults(session: ReplaySession, stops: Plan['stops']): void {
  if (!session.source.projection.prepare) return;
  for (const exception of OWN_FAULTS) {
    if (!stops.some(({ spec }) => spec.exception === exception)) session.breakpoints.add({ exception });
  }
}

function ownFault({ anomalies }: Stop): DomainError {
  const [{ message, found } = { message: 'The projection failed', found: undefined }] = anomalies;
  return new DomainError('projection-failed', found === undefined ? message : `${message}\n${found}`);
}

/** Who interrupts a replay wants no answer of it. */
function settled(stop: Stop, signal: AbortSignal): Stop {
  signal.throwIfAborted();
  return stop;
}
