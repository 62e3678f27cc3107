import type { DebugProtocol } from '@vscode/debugprotocol';
import { qualifiedType } from '../server/domain/event-types.ts';
import { parseStatePath, valueAt } from '../server/domain/state-path.ts';
import type { EventView } from '../server/replay/event-view.ts';
import type { Stop } from '../server/replay/stop.ts';
import { changeText } from './variables/change-text.ts';

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

/** The only thread: a session has one aggregate. */
export const THREAD_ID = 1;

/** The `stopped` event for a stop; its description says when it was reached going back. */
export function describeStop(stop: Stop, view: EventView | undefined, hit: Hit): DebugProtocol.StoppedEvent['body'] {
  return {
    reason: toReason(stop, hit),
    description: describe(stop, view, hit),
    threadId: THREAD_ID,
    allThreadsStopped: true,
    ...(hit.ids.length > 0 && { hitBreakpointIds: [...hit.ids] }),
  };
}

/** The replay could not go on; the user can still look around and go back. */
export function describeFailure(text: string): DebugProtocol.StoppedEvent['body'] {
  return { reason: 'exception', description: 'The replay failed', text, threadId: THREAD_ID, allThreadsStopped: true };
}

function toReason({ reason }: Stop, { groups }: Hit): string {
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
      return 'pause';
  }
}

function describe(stop: Stop, view: EventView | undefined, { changes: [changed] }: Hit): string {
  const event = view ? `event ${stop.position} (${qualifiedType(view.event)})` : 'nothing yet';
  const back = stop.direction === 'back' ? ', going back' : '';
  switch (stop.reason) {
    case 'entry':
      return `Paused on entry, ${event}`;
    case 'step':
      return `Paused on ${event}${back}`;
    case 'goto':
      return `Moved to ${event}`;
    case 'breakpoint':
      if (view && changed !== undefined) return `Paused on ${toChange(changed, view)} at ${event}${back}`;
      return `Paused on breakpoint at ${event}${back}`;
    case 'pause':
      return `Paused at ${event}${back}`;
    case 'start':
      return `Paused at the beginning of the stream, ${event}`;
    case 'end':
      return `Paused at the end of the stream, ${event}`;
    case 'stopped':
      return `No event after ${event}: the way on is back`;
  }
}

/** `temperature 0.7 → 1.7`. */
function toChange(changed: string, { before, state }: EventView): string {
  const path = parseStatePath(changed) ?? [];
  return `${changed} ${changeText(valueAt(before, path), valueAt(state, path), PREVIEW)}`;
}
