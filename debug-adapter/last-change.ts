import type { StreamPlace } from '../server/replay/event-log.ts';
import type { Pace } from '../server/replay/pace.ts';
import type { Launched } from './adapter.ts';
import type { StatePart } from './variables/variables.ts';

/**
 * The event that last changed a part of a stream's state, up to the event as of which it is; undefined when none of the
 * replayed events did. A stream that is not replayed is looked through from its first event on.
 */
export async function lastChange(
  { replay, views }: Launched,
  { path, asOf }: StatePart,
  pace: Pace,
): Promise<StreamPlace | undefined> {
  const { aggregateId } = asOf;
  if (!replay.aggregateIds.includes(aggregateId)) {
    const position = await views.lastChangeOf(aggregateId, path, asOf.position, pace);
    return position === undefined ? undefined : { aggregateId, position };
  }
  const here = await replay.log.find(asOf);
  if (here === undefined) return undefined;
  const position = await replay.lastChangeOf(aggregateId, path, here + 1, pace);
  return position === undefined ? undefined : replay.log.placeAt(position);
}
