import * as z from 'zod';
import { problems, type Route } from '../../route.ts';

/** What happened, counted for Prometheus. */
export const getMetrics: Route = (app, { metrics }) => {
  const { contentType } = metrics.registry;
  app.get(
    '/metrics',
    {
      schema: {
        operationId: 'get_metrics',
        tags: ['service'],
        summary: 'What happened, counted for Prometheus',
        response: { 200: { description: 'Metrics.', content: { 'text/plain': { schema: z.string() } } }, ...problems },
      },
    },
    async (_request, reply) => reply.type(contentType).send(await metrics.registry.metrics()),
  );
};
