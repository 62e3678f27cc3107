import type { StreamPlace } from '../server/replay/event-log.ts';
import type { Pace } from '../server/replay/pace.ts';
import type { ReplaySession } from '../server/replay/replay-session.ts';
import type { StatePart } from './variables/variables.ts';

/**
 * The event that last changed a part of a stream's state, up to the event as of which it is; undefined when none of the
 * replayed events did.
 */
export async function lastChange(
  replay: ReplaySession,
  { path, asOf }: StatePart,
  pace: Pace,
): Promise<StreamPlace | undefined> {
  const here = await replay.log.find(asOf);
  if (here === undefined) return undefined;
  const position = await replay.lastChangeOf(asOf.aggregateId, path, here + 1, pace);
  return position === undefined ? undefined : replay.log.placeAt(position);
}
