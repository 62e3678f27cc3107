import { isDomainError, messageOf } from '../../domain/errors.ts';
import { describeBreakpoint } from '../../replay/session-file.ts';
import type { PassedEvent, SessionListener } from '../../replay/session-listener.ts';
import type { SessionFeed } from './session-feed.ts';

/** More lines in one second are counted, not told: nobody reads them, and a run prints faster than a network carries. */
const LINES_PER_SECOND = 500;

/** Tells a feed what happens to a session; nothing of a stop that only lets a run take notice of new breakpoints. */
export function reportMoves(feed: SessionFeed, state: () => string, isGoingOn: () => boolean): SessionListener {
  let second = 0;
  let lines = 0;
  let leftOut = 0;
  const sayLeftOut = () => {
    if (leftOut > 0) feed.publish('left-out', { lines: leftOut });
    leftOut = 0;
  };
  const tellLine = (event: string, line: object, at: PassedEvent) => {
    const now = Math.floor(performance.now() / 1_000);
    if (now !== second) {
      lines = 0;
      sayLeftOut();
    }
    second = now;
    if (++lines > LINES_PER_SECOND) leftOut++;
    else feed.publish(event, { ...line, ...placeOf(at) });
  };
  return {
    moving: () => {
      if (!isGoingOn()) feed.publish('moving', {});
    },
    stopped: (stop) => {
      if (isGoingOn()) return;
      sayLeftOut();
      feed.publish('stopped', { state: state(), ...stop });
    },
    failed: (error) =>
      feed.publish('failed', { code: isDomainError(error) ? error.code : 'internal', detail: messageOf(error) }),
    progress: (position) => feed.publish('progress', { position }),
    breakpoint: (reason, breakpoint) =>
      feed.publish('breakpoint', { reason, breakpoint: describeBreakpoint(breakpoint) }),
    log: ({ breakpointId, text, ...at }) => tellLine('log', { breakpoint_id: breakpointId, text }, at),
    print: ({ text, stream }, at) => tellLine('print', { text, stream }, at),
  };
}

function placeOf({ event, position }: PassedEvent) {
  const { event_id, aggregate_id, version } = event;
  return { event_id, aggregate_id, version, position };
}
