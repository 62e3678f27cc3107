import * as z from 'zod';
import { DomainError } from '../../../domain/errors.ts';
import { answerEvent, oneEventAnswers } from '../../events/answer-event.ts';
import { problems, type Route } from '../../route.ts';

/** The n-th event of a stream. */
export const getEventAt: Route = (app, { store }) => {
  app.get(
    '/aggregates/:aggregate_id/events/:position',
    {
      schema: {
        operationId: 'get_event_at',
        tags: ['aggregates'],
        summary: 'The n-th event of a stream, n from 1',
        params: z.object({ aggregate_id: z.string(), position: z.coerce.number().int().min(1) }),
        response: { 200: oneEventAnswers, ...problems },
      },
    },
    async (request, reply) => {
      const { aggregate_id, position } = request.params;
      const event = await store.getEventAt(aggregate_id, position);
      if (!event) throw new DomainError('event-not-found', `${aggregate_id} has no event at position ${position}`);
      return answerEvent(request, reply, event);
    },
  );
};
