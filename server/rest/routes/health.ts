import { setTimeout as wait } from 'node:timers/promises';
import * as z from 'zod';
import type { EventStore } from '../../domain/event-store.ts';
import { now } from '../../domain/timestamp.ts';
import { findAlerts } from '../../metrics/find-alerts.ts';
import { problems, type Route } from '../route.ts';

/** A store that has not answered by then is as good as away. In milliseconds. */
const PATIENCE = 5_000;
/** A store that is slower than this makes debugging a pain. In milliseconds. */
const SLOW = 1_000;

const Health = z.object({
  service: z.string(),
  status: z.enum(['healthy', 'degraded']),
  timestamp: z.string(),
  database: z.enum(['connected', 'slow', 'disconnected']),
  database_latency_ms: z
    .number()
    .nullable()
    .meta({ description: 'How long the store took to answer; null when it did not.' }),
  cache: z.string(),
  active_sessions: z.int(),
  alerts: z.array(z.string()).meta({ description: 'What somebody should look at; GET /alerts says more.' }),
});

/** Whether the service can work: the one route that answers without the token, and so tells nothing of the data. */
export const health: Route = (app, { store, sessions, metrics }) => {
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
      const latency = await latencyOf(store);
      const alerts = findAlerts(metrics.read()).map(({ kind }) => kind);
      const database =
        latency === undefined ? ('disconnected' as const) : latency > SLOW ? ('slow' as const) : ('connected' as const);
      return {
        service: 'event-replay-debugger',
        status: database === 'connected' && alerts.length === 0 ? ('healthy' as const) : ('degraded' as const),
        timestamp: now(),
        database,
        database_latency_ms: latency === undefined ? null : Math.round(latency * 10) / 10,
        cache: 'none',
        active_sessions: sessions.size,
        alerts,
      };
    },
  );
};

/** In milliseconds; undefined when the store did not answer. */
async function latencyOf(store: EventStore): Promise<number | undefined> {
  const start = performance.now();
  const enough = new AbortController();
  const answer = store.listAggregates({ limit: 1 }).then(
    () => performance.now() - start,
    () => undefined,
  );
  const late = wait(PATIENCE, undefined, { signal: enough.signal }).catch(() => undefined);
  const latency = await Promise.race([answer, late]);
  enough.abort();
  return latency;
}
