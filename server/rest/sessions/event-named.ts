import * as z from 'zod';
import { DomainError } from '../../domain/errors.ts';
import type { RecordedEvent } from '../../domain/event.ts';
import type { LiveSession } from './live-session.ts';

export const OfEvent = z.object({
  event_id: z.string().optional().meta({ description: 'The current event when left out.' }),
});

/** An event of the store, or the one on which a session stands. Throws `event-not-found`, `bad-position`. */
export async function eventNamed({ replay }: LiveSession, eventId: string | undefined): Promise<RecordedEvent> {
  const event = eventId === undefined ? replay.view?.event : await replay.store.getEvent(eventId);
  if (event) return event;
  if (eventId === undefined) throw new DomainError('bad-position', 'The replay stands on no event yet');
  throw new DomainError('event-not-found', `The store has no event '${eventId}'`);
}
