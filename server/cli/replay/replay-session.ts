import { DomainError, isDomainError } from '../../domain/errors.ts';
import { Pace } from '../../replay/pace.ts';
import type { ReplaySession } from '../../replay/replay-session.ts';
import type { SessionListener } from '../../replay/session-listener.ts';
import type { Stop } from '../../replay/stop.ts';
import type { CommandContext } from '../command.ts';
import { takeTurns } from '../take-turns.ts';
import { checkAlways, checkHere } from './expectations.ts';
import type { Plan } from './plan.ts';
import type { Outcome, Report } from './report.ts';
import { standingOf } from './standing-of.ts';

/** What the user's own code does wrong ends a replay, unless its user wants to look at it. */
const OWN_FAULTS = ['projection-error', 'upcast-failed'] as const;

/** So many events after a hit are stepped through. */
const NEAR = 32;

export type OnProgress = (position: number) => void;

/** Replays one session by the plan, telling hits and failures as they are found. Throws `projection-failed`, `cancelled`. */
export async function replaySession(
  session: ReplaySession,
  plan: Plan,
  report: Report,
  context: CommandContext,
  onProgress?: OnProgress,
): Promise<Outcome> {
  const print: SessionListener['print'] = ({ text }) => context.printError(text.trimEnd());
  const stopListening = session.listen({ print, ...(onProgress && { progress: onProgress }) });
  const pause = () => session.pause();
  context.signal.addEventListener('abort', pause);
  const pace = new Pace(onProgress, context.signal);
  try {
    const { hits, reached, isCut } = await run(session, plan, report, context, pace);
    let failures = await checkAlways(session, plan, report, pace);
    if (plan.expect.length > 0) {
      if (!reached) settled(await session.moveTo('last'), context);
      failures += await checkHere(session, plan.expect, report, pace);
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
  context: CommandContext,
  pace: Pace,
): Promise<{ hits: number; reached: boolean; isCut: boolean }> {
  const names = setBreakpoints(session, plan);
  const needsEnd = plan.until !== undefined || plan.expect.length > 0 || plan.expectAlways.length > 0;
  let hits = 0;
  let isCut = false;
  for await (const stop of session.breakpoints.list().length === 0 ? [] : stopsOf(session, plan, context)) {
    const hitNames = stop.hits.flatMap((id) => names.get(id) ?? []);
    if (hitNames.length === 0) throw ownFault(stop);
    hits++;
    const standing = await standingOf(session, pace);
    const watches = session.watches.values(session.view);
    report.hit({ ...standing, names: hitNames, watches, anomalies: stop.anomalies });
    if (plan.until && hitNames.includes(plan.until.name)) return { hits, reached: true, isCut };
    isCut = hits >= plan.maxHits;
    if (isCut && !needsEnd) break;
    if (isCut) muteStops(session, plan);
  }
  return { hits, reached: false, isCut };
}

/** By the breakpoint's id what it is called; what the user's own code does wrong has no name. */
function setBreakpoints(session: ReplaySession, { stops, until, watches }: Plan): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { name, spec } of until ? [...stops, until] : stops) names.set(session.breakpoints.add(spec).id, name);
  for (const exception of session.source.projection.prepare ? OWN_FAULTS : []) {
    if (!stops.some(({ spec }) => spec.exception === exception)) session.breakpoints.add({ exception });
  }
  for (const expression of watches) session.watches.add(expression);
  return names;
}

/** There were hits enough: from here on only the end counts. */
function muteStops(session: ReplaySession, { stops }: Plan): void {
  const specs = new Set(stops.map(({ spec }) => spec));
  for (const breakpoint of session.breakpoints.list()) if (specs.has(breakpoint.spec)) breakpoint.enabled = false;
}

/**
 * Every stop at which something is hit, in the direction of the plan. Hits often come close to each other, and steps cost
 * less than a search over a short way. Others get a turn at every hit.
 */
async function* stopsOf(session: ReplaySession, { at, isBack }: Plan, context: CommandContext): AsyncGenerator<Stop> {
  const search = () => (isBack ? session.runBack() : session.runForward());
  const step = () => (isBack ? session.stepBack() : session.stepForward());
  const start = at !== undefined ? { timestamp: at } : isBack ? 'last' : undefined;
  let stop = settled(await (start === undefined ? search() : session.moveTo(start)), context);
  for (let steps = 0; ; steps++) {
    if (stop.hits.length > 0) {
      await takeTurns(context);
      yield stop;
      steps = 0;
    }
    if (stop.reason === 'end' || stop.reason === 'start' || stop.reason === 'stopped') return;
    stop = settled(await (steps < NEAR ? step() : search()), context);
  }
}

function ownFault({ anomalies }: Stop): DomainError {
  const [{ message, found } = { message: 'The projection failed', found: undefined }] = anomalies;
  return new DomainError('projection-failed', found === undefined ? message : `${message}\n${found}`);
}

/** Who interrupts a replay wants no answer of it. */
function settled(stop: Stop, { signal }: CommandContext): Stop {
  signal.throwIfAborted();
  return stop;
}
