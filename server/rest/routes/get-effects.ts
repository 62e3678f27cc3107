import * as z from 'zod';
import { problems, type Route } from '../route.ts';
import { describeEvent } from '../sessions/describe-event.ts';
import { eventNamed, OfEvent } from '../sessions/event-named.ts';
import { EventShape, SessionParams } from '../sessions/session-shapes.ts';

const MOST = 1_000;

const Effects = z.object({
  event: EventShape,
  effects: z.array(EventShape).meta({ description: 'The oldest first.' }),
  is_complete: z.boolean().meta({ description: `False when there are more than ${MOST.toLocaleString('en-US')}.` }),
});

/** The events that the current one caused, in whatever stream. */
export const getEffects: Route = (app, { sessions }) => {
  app.get(
    '/sessions/:session_id/effects',
    {
      schema: {
        operationId: 'getEffects',
        tags: ['looking'],
        summary: 'The events that an event caused',
        params: SessionParams,
        querystring: OfEvent,
        response: { 200: Effects, ...problems },
      },
    },
    async ({ params, query }) => {
      const session = sessions.get(params.session_id);
      const event = await eventNamed(session, query.event_id);
      const effects = await session.replay.store.findCaused(event.event_id, MOST + 1);
      return {
        event: describeEvent(event),
        effects: effects.slice(0, MOST).map(describeEvent),
        is_complete: effects.length <= MOST,
      };
    },
  );
};
