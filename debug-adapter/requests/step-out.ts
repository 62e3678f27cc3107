import type { DebugProtocol } from '@vscode/debugprotocol';
import { DomainError } from '../../server/domain/errors.ts';
import type { RecordedEvent } from '../../server/domain/event.ts';
import type { EventStore } from '../../server/domain/event-store.ts';
import type { StreamPlace } from '../../server/replay/event-log.ts';
import { placeOf } from '../../server/replay/open-log.ts';
import type { Pace } from '../../server/replay/pace.ts';
import type { ReplaySession } from '../../server/replay/replay-session.ts';
import type { Adapter } from '../adapter.ts';
import type { Handler } from '../handler.ts';
import { aggregateOf, eventIn } from '../threads.ts';
import { reachable, runTo } from '../travel.ts';

/** Of a larger tree of effects only so many events are looked at. */
const MOST = 1_000;

/**
 * Step out: forward to where the causing aggregate goes on after all that came of this event; where it does not, to the
 * last of that. Going back to the cause is Go to Cause, and restarting its frame.
 */
export const stepOut: Handler<DebugProtocol.StepOutArguments, StreamPlace> = {
  answer: async (adapter, { threadId }, pace) => {
    const { movement, replay, store } = adapter.launched;
    movement.assertStill();
    const event = await eventIn(replay, aggregateOf(replay, threadId));
    if (!event?.causation_id) throw nowhere('This event names no cause: there is nothing to step out of');
    const cause = await store.getEvent(event.causation_id);
    if (!cause) throw nowhere(`The cause ${event.causation_id} is not in this store`);
    const last = await lastEffect(store, event);
    const next = await firstAfter(replay, await placeOf(store, cause), last, pace);
    const place = next ?? (last === event ? undefined : await placeOf(store, last));
    if (place) return reachable(adapter, place);
    throw nowhere(`${cause.aggregate_id} has no event after this one`);
  },
  afterwards: (adapter: Adapter, _args, place) => runTo(adapter, place, 'step'),
};

/** As a log of several streams has them: each stream in its own order, all by time, then by aggregate. */
function isLater(event: RecordedEvent, other: RecordedEvent): boolean {
  if (event.aggregate_id === other.aggregate_id) return event.version > other.version;
  if (event.timestamp !== other.timestamp) return event.timestamp > other.timestamp;
  return event.aggregate_id > other.aggregate_id;
}

/** The latest of the events that came of one, over all streams; the event itself when nothing did. */
async function lastEffect(store: EventStore, root: RecordedEvent): Promise<RecordedEvent> {
  const queue = [root];
  const seen = new Set([root.event_id]);
  let last = root;
  for (const event of queue) {
    if (isLater(event, last)) last = event;
    for (const effect of await store.findCaused(event.event_id, MOST)) {
      if (seen.has(effect.event_id) || seen.size >= MOST) continue;
      seen.add(effect.event_id);
      queue.push(effect);
    }
  }
  return last;
}

/** The first event of the cause's stream that is later than all that came of it here. */
async function firstAfter(
  { store, log, position: here }: ReplaySession,
  { aggregateId, position }: StreamPlace,
  last: RecordedEvent,
  pace: Pace,
): Promise<StreamPlace | undefined> {
  let after = (await store.getEventAt(aggregateId, position))?.key;
  for (let at = position; ; ) {
    const page = await store.readStream(aggregateId, { after, limit: 500 });
    for (const event of page) {
      const place = { aggregateId, position: ++at };
      // A stream whose clock went back stands elsewhere than its times say.
      if (isLater(event, last) && ((await log.find(place)) ?? Infinity) > here) return place;
    }
    if (page.length === 0) return undefined;
    await pace.breatheOrCancel(at);
    after = page.at(-1)!.key;
  }
}

function nowhere(message: string): DomainError {
  return new DomainError('bad-position', `${message}. Go to Cause goes back to what caused it.`);
}
