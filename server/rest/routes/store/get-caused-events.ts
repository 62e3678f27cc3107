import * as z from 'zod';
import { answerEvents, eventAnswers } from '../../events/answer-events.ts';
import { problems, type Route } from '../../route.ts';

/** The events that one event caused, oldest first. */
export const getCausedEvents: Route = (app, { store, limits }) => {
  app.get(
    '/events/:event_id/caused',
    {
      schema: {
        operationId: 'get_caused_events',
        tags: ['events'],
        summary: 'The events that one event caused, oldest first',
        params: z.object({ event_id: z.string() }),
        querystring: z.object({ limit: z.coerce.number().int().min(1).max(10_000).default(100) }),
        response: { 200: eventAnswers, ...problems },
      },
    },
    async (request, reply) => {
      const { limit } = request.query;
      const read = async () => ({ events: await store.findCaused(request.params.event_id, limit), next: undefined });
      return answerEvents(request, reply, { limit, cursor: undefined }, { read, limits });
    },
  );
};
