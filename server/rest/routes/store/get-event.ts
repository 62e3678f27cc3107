import * as z from 'zod';
import { DomainError } from '../../../domain/errors.ts';
import { answerEvent, oneEventAnswers } from '../../events/answer-event.ts';
import { problems, type Route } from '../../route.ts';

/** One event by its id. */
export const getEvent: Route = (app, { store }) => {
  app.get(
    '/events/:event_id',
    {
      schema: {
        operationId: 'get_event',
        tags: ['events'],
        summary: 'One event by its id',
        params: z.object({ event_id: z.string() }),
        response: { 200: oneEventAnswers, ...problems },
      },
    },
    async (request, reply) => {
      const event = await store.getEvent(request.params.event_id);
      if (!event) throw new DomainError('event-not-found', 'The store has no event with this id: check the id');
      return answerEvent(request, reply, event);
    },
  );
};
