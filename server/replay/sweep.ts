import { MovingView } from './event-view.ts';
import type { Needs } from './fold-source.ts';
import { ForwardFold, startAt } from './forward-fold.ts';
import type { Pace } from './pace.ts';
import type { ReplaySession } from './replay-session.ts';

/** Looking at an event may be slow, so that others get their turn this often, in events. */
const CHECK = 64;

/** Looks at an event; what it is given changes with the next one. False ends the sweep, a promise is waited for. */
export type Visit = (view: MovingView, position: number) => boolean | Promise<void>;

/**
 * Visits every event of a session's log, from its first to its last, with its state and its position in the log. The
 * session does not move, and memory does not grow with the log. `needs` is all that is asked of the events, besides
 * what the projection reads. Throws `cancelled` when the pace is stopped.
 */
export async function sweep(session: ReplaySession, pace: Pace, needs: Needs, visit: Visit): Promise<void> {
  const { source, log } = session;
  const fold = new ForwardFold(source, startAt(source.checkpoints.atOrBefore(log.first - 1)), needs);
  const view = new MovingView(fold);
  await fold.moveTo(log.first - 1, pace);
  for (;;) {
    if (!fold.advance()) {
      await pace.breatheOrCancel(fold.position);
      if (!(await fold.fill(pace))) return;
      continue;
    }
    const answer = visit(view, fold.position);
    if (answer === false) return;
    if (answer !== true) await answer;
    if (fold.position % CHECK === 0) await pace.breatheOrCancel(fold.position);
  }
}
