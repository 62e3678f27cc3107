import type { DebugProtocol } from '@vscode/debugprotocol';
import { changeText } from '../server/domain/change-text.ts';
import { qualifiedType } from '../server/domain/event-types.ts';
import { parseStatePath, valueAt } from '../server/domain/state-path.ts';
import type { EventView } from '../server/replay/event-view.ts';
import type { ReplaySession } from '../server/replay/replay-session.ts';
import type { Stop } from '../server/replay/stop.ts';
import { nameOfKind } from './exception-filters.ts';
import { aggregateOf, threadIdOf } from './threads.ts';

const PREVIEW = 40;

export interface Hit {
  readonly ids: readonly number[];
  readonly groups: ReadonlySet<string>;
  /** The parts of the state whose change was waited for. */
  readonly changes: readonly string[];
}

/** The group of the breakpoints that are named after event types. */
export const FUNCTION_GROUP = 'functions';

/** The group of the breakpoints on parts of the state. */
export const DATA_GROUP = 'data';

/** The group of the kinds of events with which something is wrong. */
export const EXCEPTION_GROUP = 'exceptions';

/** The `stopped` event for a stop; its description says when it was reached going back. */
export function describeStop(stop: Stop, replay: ReplaySession, hit: Hit): DebugProtocol.StoppedEvent['body'] {
  const whatIf = replay.whatIfs.length > 0 ? ' (what if)' : '';
  const whole = describe(stop, replay, hit) + whatIf;
  // Among several threads it stands in a narrow place beside the name of its stream.
  const isAlone = replay.aggregateIds.length === 1;
  const text = stop.text ?? (isAlone ? undefined : whole);
  return {
    reason: toReason(stop, hit),
    description: isAlone ? whole : describeBriefly(stop, replay, hit) + whatIf,
    ...(text !== undefined && { text }),
    threadId: currentThread(replay),
    allThreadsStopped: true,
    ...(hit.ids.length > 0 && { hitBreakpointIds: [...hit.ids] }),
  };
}

/** The replay could not go on; the user can still look around and go back. */
export function describeFailure(text: string, replay: ReplaySession): DebugProtocol.StoppedEvent['body'] {
  const threadId = currentThread(replay);
  return { reason: 'exception', description: 'The replay failed', text, threadId, allThreadsStopped: true };
}

/** The thread of the current event. */
export function currentThread(replay: ReplaySession): number {
  return threadIdOf(replay, aggregateOf(replay, undefined));
}

function toReason({ reason, anomalies }: Stop, { groups }: Hit): string {
  if (anomalies.length > 0) return 'exception';
  switch (reason) {
    case 'breakpoint':
      if (groups.has(DATA_GROUP)) return 'data breakpoint';
      return groups.size === 1 && groups.has(FUNCTION_GROUP) ? 'function breakpoint' : 'breakpoint';
    case 'entry':
    case 'step':
    case 'goto':
      return reason;
    case 'start':
    case 'end':
    case 'pause':
    case 'stopped':
    case 'stream-start':
    case 'stream-end':
      return 'pause';
  }
}

function describe(stop: Stop, replay: ReplaySession, { changes: [changed] }: Hit): string {
  const { view } = replay;
  const event = view ? nameOf(view, replay) : 'nothing yet';
  const whole = replay.aggregateIds.length === 1 ? 'stream' : 'replay';
  const back = stop.direction === 'back' ? ', going back' : '';
  const wrong = stop.anomalies[0] ? `: ${stop.anomalies[0].message}` : '';
  switch (stop.reason) {
    case 'entry':
      return `Paused on entry, ${event}${wrong}`;
    case 'step':
      return `Paused on ${event}${back}${wrong}`;
    case 'goto':
      return `Moved to ${event}${wrong}`;
    case 'breakpoint':
      if (wrong) return `Paused on ${event}${back}${wrong}`;
      if (view && changed !== undefined) return `Paused on ${toChange(changed, view)} at ${event}${back}`;
      return `Paused on breakpoint at ${event}${back}`;
    case 'pause':
      return `Paused at ${event}${back}`;
    case 'start':
      return `Paused at the beginning of the ${whole}, ${event}`;
    case 'end':
      return `Paused at the end of the ${whole}, ${event}`;
    case 'stopped':
      return `No event after ${event}: the way on is back`;
    case 'stream-start':
      return `This stream has no event before here: Reverse goes on in the others, from ${event}`;
    case 'stream-end':
      return `This stream has no event after here: Continue goes on in the others, from ${event}`;
  }
}

function describeBriefly({ reason, direction, anomalies }: Stop, { view }: ReplaySession, { changes }: Hit): string {
  const [changed] = changes;
  const back = direction === 'back' ? ', going back' : '';
  switch (reason) {
    case 'entry':
      return 'Entry';
    case 'goto':
      return 'Moved here';
    case 'step':
    case 'pause':
      return `Paused here${back}`;
    case 'breakpoint':
      if (anomalies[0]) return `${nameOfKind(anomalies[0].kind)}${back}`;
      if (view && changed !== undefined) return `${toChange(changed, view)}${back}`;
      return `Breakpoint${back}`;
    case 'start':
      return 'First event';
    case 'end':
    case 'stopped':
      return 'Last event';
    case 'stream-start':
    case 'stream-end':
      return 'No more events here';
  }
}

/** `event 4 (agent.updated)`, and of which stream where there are several. */
function nameOf({ event, position }: EventView, { aggregateIds }: ReplaySession): string {
  const type = qualifiedType(event);
  return `event ${position} ${aggregateIds.length === 1 ? `(${type})` : `of ${event.aggregate_id} (${type})`}`;
}

/** `temperature 0.7 → 1.7`. */
function toChange(changed: string, { before, state }: EventView): string {
  const path = parseStatePath(changed) ?? [];
  return `${changed} ${changeText(valueAt(before, path), valueAt(state, path), PREVIEW)}`;
}
