import * as z from 'zod';
import { readPlace } from '../../events/place.ts';
import { problems, type Route } from '../../route.ts';

/** How many events of a stream stand before and at a place. */
export const getPosition: Route = (app, { store }) => {
  app.get(
    '/aggregates/:aggregate_id/position',
    {
      schema: {
        operationId: 'get_position',
        tags: ['aggregates'],
        summary: 'How many events of a stream stand before and at a place',
        params: z.object({ aggregate_id: z.string() }),
        querystring: z.object({
          place: z.string().meta({ description: '`next` of a page of its events: [version, tie].' }),
        }),
        response: { 200: z.object({ position: z.int() }), ...problems },
      },
    },
    async ({ params, query }) => ({ position: await store.getPosition(params.aggregate_id, readPlace(query.place)) }),
  );
};
