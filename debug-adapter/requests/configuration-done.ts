import type { LaunchArguments } from '../../server/protocol/launch-arguments.ts';
import type { ReplaySession } from '../../server/replay/replay-session.ts';
import type { Stop } from '../../server/replay/stop.ts';
import { EXCEPTION_GROUP } from '../describe-stop.ts';
import type { Handler } from '../handler.ts';
import { hasUserCode } from '../has-user-code.ts';
import { startOf } from '../open-replay.ts';
import { defaultExceptions } from './set-exception-breakpoints.ts';

/** The breakpoints are known: the replay goes to its first event, or runs to its first hit. */
export const configurationDone: Handler = {
  capabilities: { supportsConfigurationDoneRequest: true },
  answer: async ({ launched: { args, breakpoints, others } }) => {
    await others?.show();
    // A client that knows nothing of exceptions still wants to hear of an error in the user's code.
    if (!hasUserCode(args) || breakpoints.has(EXCEPTION_GROUP)) return;
    breakpoints.replace(EXCEPTION_GROUP, defaultExceptions(args));
  },
  afterwards: async ({ launched: { movement, movements, args, isShared, replay } }) => {
    if (!isShared) return movement.run((replay) => enter(replay, args));
    // Who joins is told where the session stands; the end of a run tells all who take part.
    if (replay.state !== 'running') await movement.othersStopped(movements.lastStop ?? standingAt(replay.position));
  },
};

function standingAt(position: number): Stop {
  return { reason: 'entry', direction: 'jump', position, hits: [], anomalies: [] };
}

/** Also what `restart` does. */
export async function enter(replay: ReplaySession, args: LaunchArguments): Promise<Stop> {
  const target = startOf(args);
  if (!target) return args.stopOnEntry ? replay.start() : replay.runForward();
  const stop = await replay.moveTo(target);
  return args.stopOnEntry ? { ...stop, reason: 'entry' } : replay.runForward();
}
