import { fastify, LogController } from 'fastify';
import { validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { measuredStore } from '../metrics/measured-store.ts';
import { createMetrics } from '../metrics/metrics.ts';
import { answer, answerProblems } from './answer-problems.ts';
import { docsPage } from './docs-page.ts';
import { endGracefully } from './end-gracefully.ts';
import { EventStreams } from './event-streams.ts';
import { takeLines } from './events/body-lines.ts';
import { guard } from './guard.ts';
import { parseBody, toBody } from './json-body.ts';
import { limitRate } from './limit-rate.ts';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';
import { logRequests } from './log-requests.ts';
import { describeRoutes } from './open-api.ts';
import type { App } from './route.ts';
import { ROUTES } from './routes/index.ts';
import type { LogOptions, ServiceOptions } from './service-options.ts';
import { LiveSessions } from './sessions/live-sessions.ts';

/** Expressions stand in paths: `DELETE /sessions/{id}/watches/{expression}`. */
const LONGEST_PARAMETER = 8_000;

/**
 * The service over an open store, not listening yet: `startService` does that, safely. `close()` of what it returns ends
 * its sessions and streams, and leaves the store open.
 */
export async function createService(options: ServiceOptions): Promise<App> {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const app = bareApp(limits, options.log);
  answerProblems(app);
  await limitRate(app, limits.requestsPerSecond);
  guard(app, options);
  if (options.log) logRequests(app, options.log.payloads === true);
  await describeRoutes(app, options.token !== undefined);
  await docsPage(app);
  const eventStreams = new EventStreams(limits);
  const metrics = createMetrics();
  const store = measuredStore(options.store, metrics);
  const sessions = options.sessions ?? new LiveSessions({ ...options, store, limits });
  metrics.watchSessions(() => sessions.size);
  const context = { store, metrics, limits, sessions, eventStreams };
  endGracefully(app, context);
  for (const route of ROUTES) route(app, context);
  return app;
}

function bareApp(limits: Limits, log: LogOptions | undefined): App {
  const app = fastify({
    bodyLimit: limits.bodyBytes,
    exposeHeadRoutes: false,
    connectionTimeout: limits.connectionTimeout,
    requestTimeout: limits.requestTimeout,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: LONGEST_PARAMETER },
    logController: new LogController({ disableRequestLogging: true }),
    logger: log ? { level: log.level ?? 'info', stream: log.stream } : false,
    frameworkErrors: answer,
  }).withTypeProvider<ZodTypeProvider>();
  app.server.maxConnections = limits.connections;
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(() => (data) => toBody(data, limits.resultBytes));
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'string' },
    async (_request: unknown, text: string | Buffer) => parseBody(String(text)),
  );
  takeLines(app);
  return app;
}
