import * as z from 'zod';
import { problems, type Route } from '../../route.ts';

const Aggregates = z.object({
  aggregates: z.array(
    z.object({
      aggregate_id: z.string(),
      aggregate_types: z.array(z.string()).meta({ description: 'Of a long stream those at its two ends.' }),
      event_count: z.int(),
      last_timestamp: z.string().nullable(),
    }),
  ),
  next: z.string().nullable().meta({ description: '`after` of the next page; null on the last one.' }),
});

/** The aggregates by id, page by page. */
export const listAggregates: Route = (app, { store }) => {
  app.get(
    '/aggregates',
    {
      schema: {
        operationId: 'list_aggregates',
        tags: ['aggregates'],
        summary: 'The aggregates by id, page by page',
        querystring: z.object({
          aggregate_type: z.string().optional(),
          contains: z.string().optional().meta({ description: 'A part of the id, in either case.' }),
          prefix: z.string().optional().meta({ description: 'What the id begins with, in this case.' }),
          after: z.string().optional().meta({ description: '`next` of the page before: the last id there.' }),
          limit: z.coerce.number().int().min(1).max(10_000).default(100),
        }),
        response: { 200: Aggregates, ...problems },
      },
    },
    async ({ query: { aggregate_type, contains, prefix, after, limit } }) => {
      const aggregates = await store.listAggregates({ aggregateType: aggregate_type, contains, prefix, after, limit });
      return {
        aggregates: aggregates.map((each) => ({ ...each, aggregate_types: [...each.aggregate_types] })),
        next: aggregates.length < limit ? null : aggregates.at(-1)!.aggregate_id,
      };
    },
  );
};
