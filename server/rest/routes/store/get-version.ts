import * as z from 'zod';
import { problems, type Route } from '../../route.ts';

/** The highest version of a stream: what `If-Match` wants. */
export const getVersion: Route = (app, { store }) => {
  app.get(
    '/aggregates/:aggregate_id/version',
    {
      schema: {
        operationId: 'get_version',
        tags: ['aggregates'],
        summary: 'The highest version of a stream, which `If-Match` wants; 0 for an unknown aggregate',
        params: z.object({ aggregate_id: z.string() }),
        response: { 200: z.object({ aggregate_id: z.string(), version: z.number() }), ...problems },
      },
    },
    async ({ params: { aggregate_id } }, reply) => {
      const version = await store.getAggregateVersion(aggregate_id);
      return reply.header('etag', `"${version}"`).send({ aggregate_id, version });
    },
  );
};
