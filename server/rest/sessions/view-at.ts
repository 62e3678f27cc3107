import * as z from 'zod';
import { DomainError } from '../../domain/errors.ts';
import type { EventView } from '../../replay/event-view.ts';
import type { Pace } from '../../replay/pace.ts';
import type { LiveSession } from './live-session.ts';

/** Where an event stands: in the session's log, or with an aggregate in its stream; the current one when left out. */
export const Place = z.object({
  position: z.coerce.number().int().min(1).optional(),
  aggregate_id: z.string().optional(),
});
export type Place = z.infer<typeof Place>;

/** Whose state it is, and after which event. */
export const PlaceShape = {
  aggregate_id: z.string(),
  position: z.int().meta({ description: "In the aggregate's stream, from 1." }),
  event_id: z.string(),
  version: z.int(),
  timestamp: z.string(),
};

/**
 * An event of a session with the state on both sides of it, without moving the session. Throws `bad-position` when there
 * is none, `session-running` for the current one of a session that moves, `cancelled`.
 */
export async function viewAt(session: LiveSession, { position, aggregate_id }: Place, pace: Pace): Promise<EventView> {
  const { replay } = session;
  session.assertReplays(aggregate_id);
  return session.look(async () => {
    const place =
      position === undefined ? current(session, aggregate_id) : await placed(session, position, aggregate_id);
    const view = place ? await session.views.viewAt(place.aggregateId, place.position, pace) : await replay.look(pace);
    if (view) return view;
    throw new DomainError('bad-position', 'There is no event here; the replay has events up to its last one only');
  });
}

/** Undefined for the view of the session itself. */
function current({ replay }: LiveSession, aggregateId = replay.view?.event.aggregate_id) {
  if (aggregateId === undefined || aggregateId === replay.view?.event.aggregate_id) return undefined;
  return { aggregateId, position: replay.streamPosition(aggregateId) };
}

async function placed({ replay }: LiveSession, position: number, aggregateId: string | undefined) {
  if (aggregateId !== undefined) return { aggregateId, position };
  const place = await replay.log.placeAt(position);
  if (place) return place;
  const { first } = replay.log;
  const message = `This replay has events ${first} to ${await replay.log.last()}, and no event ${position}`;
  throw new DomainError('bad-position', message);
}

export function describePlace({ event, position }: EventView) {
  const { aggregate_id, event_id, version, timestamp } = event;
  return { aggregate_id, position, event_id, version, timestamp };
}
