import * as z from 'zod';
import { problems, type Route } from '../../route.ts';

/** How many events a stream has. */
export const countStream: Route = (app, { store }) => {
  app.get(
    '/aggregates/:aggregate_id/count',
    {
      schema: {
        operationId: 'count_stream',
        tags: ['aggregates'],
        summary: 'How many events a stream has; 0 for an unknown aggregate',
        params: z.object({ aggregate_id: z.string() }),
        response: { 200: z.object({ count: z.int() }), ...problems },
      },
    },
    async ({ params }) => ({ count: await store.countStream(params.aggregate_id) }),
  );
};
