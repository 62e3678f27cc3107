import type { ReplaySession } from '../../replay/replay-session.ts';
import type { MoveTarget, Stop } from '../../replay/stop.ts';
import type { StartSession } from './start-session.ts';

/** To where a new session begins. */
export async function enter(replay: ReplaySession, args: StartSession): Promise<Stop> {
  const target = targetOf(args);
  if (!target) return args.stop_on_entry ? replay.start() : replay.runForward();
  const stop = await replay.moveTo(target);
  return args.stop_on_entry ? stop : replay.runForward();
}

function targetOf({ at, position }: StartSession): MoveTarget | undefined {
  if (position !== undefined) return { position };
  return at === undefined ? undefined : { timestamp: at };
}
