import * as z from 'zod';
import { problems, type Route } from '../../route.ts';

/** Delete snapshots of an aggregate. */
export const deleteSnapshots: Route = (app, { store }) => {
  app.delete(
    '/aggregates/:aggregate_id/snapshots',
    {
      schema: {
        operationId: 'delete_snapshots',
        tags: ['snapshots'],
        summary: 'Delete snapshots of an aggregate: all, those of one version, those that have expired or have not',
        params: z.object({ aggregate_id: z.string() }),
        querystring: z.object({
          version: z.coerce.number().int().optional(),
          expired: z.stringbool().optional(),
        }),
        response: { 200: z.object({ deleted: z.int() }), ...problems },
      },
    },
    async ({ params, query }) => ({ deleted: await store.deleteSnapshots(params.aggregate_id, query) }),
  );
};
