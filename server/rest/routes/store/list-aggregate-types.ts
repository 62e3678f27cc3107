import * as z from 'zod';
import { problems, type Route } from '../../route.ts';

/** Every aggregate type in the store. */
export const listAggregateTypes: Route = (app, { store }) => {
  app.get(
    '/aggregate-types',
    {
      schema: {
        operationId: 'list_aggregate_types',
        tags: ['aggregates'],
        summary: 'Every aggregate type in the store',
        response: { 200: z.object({ aggregate_types: z.array(z.string()) }), ...problems },
      },
    },
    async () => ({ aggregate_types: await store.listAggregateTypes() }),
  );
};
