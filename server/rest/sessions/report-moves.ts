import { isDomainError, messageOf } from '../../domain/errors.ts';
import { describeBreakpoint } from '../../replay/session-file.ts';
import type { PassedEvent, SessionListener } from '../../replay/session-listener.ts';
import type { SessionFeed } from './session-feed.ts';

/** More lines in one second are counted, not told: nobody reads them, and a run prints faster than a network carries. */
const LINES_PER_SECOND = 500;
/** What is told in one second must find room before a reader that is awake but busy: see `Limits.pendingBytes`. */
const CHARACTERS_PER_SECOND = 200_000;
const LONGEST_LINE = 10_000;

/** Tells a feed what happens to a session; nothing of a stop that only lets a run take notice of new breakpoints. */
export function reportMoves(feed: SessionFeed, state: () => string, isGoingOn: () => boolean): SessionListener {
  let second = 0;
  let lines = 0;
  let characters = 0;
  let leftOut = 0;
  const sayLeftOut = () => {
    if (leftOut > 0) feed.publish('left-out', { lines: leftOut });
    leftOut = 0;
  };
  const tellLine = (event: string, text: string, details: object, at: PassedEvent) => {
    const now = Math.floor(performance.now() / 1_000);
    if (now !== second) {
      lines = 0;
      characters = 0;
      sayLeftOut();
    }
    second = now;
    const line = text.length > LONGEST_LINE ? `${text.slice(0, LONGEST_LINE)}…` : text;
    characters += line.length;
    if (++lines > LINES_PER_SECOND || characters > CHARACTERS_PER_SECOND) leftOut++;
    else feed.publish(event, { text: line, ...details, ...placeOf(at) });
  };
  return {
    moving: () => {
      if (!isGoingOn()) feed.publish('moving', {});
    },
    stopped: (stop) => {
      if (stop.reason === 'pause' && isGoingOn()) return;
      sayLeftOut();
      feed.publish('stopped', { state: state(), ...stop });
    },
    failed: (error) =>
      feed.publish('failed', { code: isDomainError(error) ? error.code : 'internal', detail: messageOf(error) }),
    progress: (position) => feed.publish('progress', { position }),
    breakpoint: (reason, breakpoint) =>
      feed.publish('breakpoint', { reason, breakpoint: describeBreakpoint(breakpoint) }),
    log: ({ breakpointId, text, ...at }) => tellLine('log', text, { breakpoint_id: breakpointId }, at),
    print: ({ text, stream }, at) => tellLine('print', text, { stream }, at),
  };
}

function placeOf({ event, position }: PassedEvent) {
  const { event_id, aggregate_id, version } = event;
  return { event_id, aggregate_id, version, position };
}
