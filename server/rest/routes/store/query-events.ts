import * as z from 'zod';
import { DomainError } from '../../../domain/errors.ts';
import { answerEvents, eventAnswers } from '../../events/answer-events.ts';
import { FilterQuery, Limit, readFilter } from '../../events/filter-query.ts';
import { problems, type Route } from '../../route.ts';

const Query = FilterQuery.extend({
  order: z.enum(['newest-first', 'oldest-first', 'appended']).default('newest-first').meta({
    description: '`appended` is the order in which the store took them, where it knows it; without a filter.',
  }),
  limit: Limit.default(100).meta({ description: 'At most 10,000 in a JSON answer; any number of lines.' }),
  offset: z.coerce.number().int().min(0).optional().meta({ description: 'Skip so many; `cursor` is cheaper.' }),
  cursor: z.string().optional().meta({ description: '`next` of the page before.' }),
});

/** Events by filter, page by page. */
export const queryEvents: Route = (app, { store, limits }) => {
  app.get(
    '/events',
    {
      schema: {
        operationId: 'query_events',
        tags: ['events'],
        summary: 'Events by filter, page by page',
        querystring: Query,
        response: { 200: eventAnswers, ...problems },
      },
    },
    async (request, reply) => {
      const { order, limit, offset, cursor, ...query } = request.query;
      const filter = readFilter(query);
      if (order === 'appended') {
        if (Object.values(filter).some((value) => value !== undefined) || offset !== undefined) {
          throw new DomainError('bad-filter', 'The order `appended` is of all events: leave filter and offset out');
        }
        const read = (after: string | undefined, most: number) => store.readAll({ limit: most, cursor: after });
        return answerEvents(request, reply, { limit, cursor }, { read, limits });
      }
      const read = (after: string | undefined, most: number) =>
        store.queryEvents(filter, { order, limit: most, ...(after === undefined ? { offset } : { cursor: after }) });
      return answerEvents(request, reply, { limit, cursor }, { read, limits });
    },
  );
};
