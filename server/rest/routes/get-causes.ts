import * as z from 'zod';
import { causesOf } from '../../replay/causes-of.ts';
import { paced } from '../paced.ts';
import { problems, type Route } from '../route.ts';
import { describeEvent } from '../sessions/describe-event.ts';
import { eventNamed, OfEvent } from '../sessions/event-named.ts';
import { EventShape, SessionParams } from '../sessions/session-shapes.ts';

const Causes = z.object({
  event: EventShape,
  causes: z.array(EventShape).meta({ description: 'The nearest first.' }),
  end: z.enum(['root', 'missing', 'circle', 'cut']).meta({
    description:
      'How the chain ends: at an event without a cause, at one that the store lacks, in a circle, or cut short.',
  }),
});

/** The event that caused the current one, the one that caused that, and so on, in whatever stream. */
export const getCauses: Route = (app, { sessions, limits }) => {
  app.get(
    '/sessions/:session_id/causes',
    {
      schema: {
        operationId: 'getCauses',
        tags: ['looking'],
        summary: 'The chain of causes of an event',
        params: SessionParams,
        querystring: OfEvent,
        response: { 200: Causes, ...problems },
      },
    },
    async ({ params, query }, reply) => {
      const session = sessions.get(params.session_id);
      const event = await eventNamed(session, query.event_id);
      const { causes, end } = await paced(reply, limits, (pace) => causesOf(session.replay.store, event, { pace }));
      return { event: describeEvent(event), causes: causes.map(describeEvent), end };
    },
  );
};
