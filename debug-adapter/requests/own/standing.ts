import type { Standing } from '../../../server/protocol/adapter-requests.ts';
import type { EventLog } from '../../../server/replay/event-log.ts';
import type { ReplaySession } from '../../../server/replay/replay-session.ts';
import type { Handler } from '../../handler.ts';

/** How long each log was when it was counted last: clients ask at every stop. */
const counted = new WeakMap<EventLog, number>();

/** Our own request, for a status bar: where the replay stands, and how it came there. */
export const standing: Handler<unknown, Standing> = {
  answer: async ({ launched: { replay, movements } }) => ({
    aggregateId: replay.view?.event.aggregate_id ?? replay.aggregateId,
    streams: replay.aggregateIds.length,
    position: replay.position,
    // A store that cannot be asked now is reported by what moves the replay.
    total: await totalOf(replay).catch(() => undefined),
    direction: movements.lastStop?.direction,
    state: replay.state,
  }),
};

/** Streams that grow are counted anew when the replay has passed what was their end. */
async function totalOf({ log, position }: ReplaySession): Promise<number> {
  const known = counted.get(log);
  if (known !== undefined && position <= known) return known;
  const total = log.isBounded ? await log.last() : await countAll(log);
  counted.set(log, total);
  return Math.max(total, position);
}

/** Not `log.last()`, which puts all events of several streams in order first. */
async function countAll({ store, aggregateIds }: EventLog): Promise<number> {
  const counts = await Promise.all(aggregateIds.map((aggregateId) => store.countStream(aggregateId)));
  return counts.reduce((sum, count) => sum + count, 0);
}
