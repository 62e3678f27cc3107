import { DomainError } from '../server/domain/errors.ts';
import type { EventLog, StreamPlace } from '../server/replay/event-log.ts';
import { MergedLog } from '../server/replay/merged-log.ts';
import type { Stop } from '../server/replay/stop.ts';
import type { Adapter } from './adapter.ts';
import { threadIdOf } from './threads.ts';

/** The place. Throws `bad-position` for an event that the session does not replay, also with its stream taken in. */
export async function reachable({ launched: { replay } }: Adapter, place: StreamPlace): Promise<StreamPlace> {
  const { log, aggregateIds } = replay;
  const isIn = aggregateIds.includes(place.aggregateId);
  if (!isIn && !log.isBounded && log.first === 1) return place;
  await findIn(isIn ? log : await MergedLog.extend(log, place.aggregateId), place);
  return place;
}

/** Jumps to an event of any stream of the store: a stream that was not in the session comes into it. */
export function jumpTo(adapter: Adapter, place: StreamPlace): Promise<void> {
  return adapter.launched.movement.run(async (replay) => replay.moveTo({ position: await bringIn(adapter, place) }), {
    isUnexpected: true,
  });
}

/** As `jumpTo`, but breakpoints on the way stop it. */
export function runTo(adapter: Adapter, place: StreamPlace, reason?: 'step'): Promise<void> {
  return adapter.launched.movement.run(
    async (replay): Promise<Stop> => replay.runTo(await bringIn(adapter, place), reason),
    { title: `To event ${place.position} of ${place.aggregateId}`, isUnexpected: reason !== 'step' },
  );
}

/** Where an event stands in the session's log, into which its stream is taken if need be. */
async function bringIn({ launched, events }: Adapter, place: StreamPlace): Promise<number> {
  const { replay, breakpoints } = launched;
  if (await replay.include(place.aggregateId)) {
    events.send('thread', { reason: 'started', threadId: threadIdOf(replay, place.aggregateId) });
    breakpoints.streamCameIn(place.aggregateId);
  }
  return findIn(replay.log, place);
}

async function findIn(log: EventLog, place: StreamPlace): Promise<number> {
  const position = await log.find(place);
  if (position !== undefined && position >= log.first) return position;
  const message = `Event ${place.position} of ${place.aggregateId} lies outside of what this session replays`;
  throw new DomainError('bad-position', message);
}
