import * as z from 'zod';
import { findAlerts } from '../../../metrics/find-alerts.ts';
import { problems, type Route } from '../../route.ts';

const Alerts = z.object({
  alerts: z.array(
    z.object({
      kind: z.string(),
      severity: z.enum(['error', 'warning']),
      message: z.string().meta({ description: 'What is wrong, and what to do about it.' }),
    }),
  ),
});

/** What somebody should look at now. */
export const listAlerts: Route = (app, { metrics }) => {
  app.get(
    '/alerts',
    {
      schema: {
        operationId: 'list_alerts',
        tags: ['service'],
        summary: 'What somebody should look at now',
        response: { 200: Alerts, ...problems },
      },
    },
    async () => ({ alerts: findAlerts(metrics.read()) }),
  );
};
