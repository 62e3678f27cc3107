import * as z from 'zod';
import { now } from '../../domain/timestamp.ts';
import { problems, type Route } from '../route.ts';

const Health = z.object({
  service: z.string(),
  status: z.enum(['healthy', 'degraded']),
  timestamp: z.string(),
  database: z.enum(['connected', 'disconnected']),
  cache: z.string(),
  active_sessions: z.int(),
});

/** Whether the service can work: the one route that answers without the token. */
export const health: Route = (app, { store }) => {
  app.get(
    '/health',
    {
      config: { isOpen: true },
      schema: {
        operationId: 'health',
        tags: ['service'],
        summary: 'Whether the service and its store can work',
        security: [],
        response: { 200: Health, ...problems },
      },
    },
    async () => {
      const isReachable = await store.listAggregates({ limit: 1 }).then(
        () => true,
        () => false,
      );
      return {
        service: 'event-replay-debugger',
        status: isReachable ? ('healthy' as const) : ('degraded' as const),
        timestamp: now(),
        database: isReachable ? ('connected' as const) : ('disconnected' as const),
        cache: 'none',
        active_sessions: 0,
      };
    },
  );
};
