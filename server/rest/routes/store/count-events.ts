import * as z from 'zod';
import { FilterQuery, readFilter } from '../../events/filter-query.ts';
import { problems, type Route } from '../../route.ts';

/** How many events a filter selects. */
export const countEvents: Route = (app, { store }) => {
  app.get(
    '/events/count',
    {
      schema: {
        operationId: 'count_events',
        tags: ['events'],
        summary: 'How many events a filter selects',
        querystring: FilterQuery,
        response: { 200: z.object({ count: z.int() }), ...problems },
      },
    },
    async ({ query }) => ({ count: await store.countEvents(readFilter(query)) }),
  );
};
