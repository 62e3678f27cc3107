import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { EventStore } from '../domain/event-store.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { EventStreams } from './event-streams.ts';
import type { Limits } from './limits.ts';
import { Problem } from './problem.ts';
import type { LiveSessions } from './sessions/live-sessions.ts';

export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/** What routes work with. */
export interface RouteContext {
  /** Measured. */
  readonly store: EventStore;
  readonly metrics: Metrics;
  readonly limits: Limits;
  readonly sessions: LiveSessions;
  /** For answers that are streams of server-sent events. */
  readonly eventStreams: EventStreams;
}

/**
 * One route, in one file of `routes/` that is named after it, and listed in `routes/index.ts`:
 *
 *     export const getThing: Route = (app, { store }) => {
 *       app.get('/things/:id', { schema: { …, params, response: { 200: Thing, ...problems } } }, async ({ params }) => …);
 *     };
 *
 * - `schema` has `operationId`, `tags`, `summary`; zod schemas for `params`, `querystring`, `body`; and `response` by
 *   status with `...problems` beside it. The OpenAPI document is made of these, and the tests hold every answer against it.
 * - Bodies are parsed losslessly: large integers are `bigint`, `1.0` is a `Float`. Answers are written losslessly too, as
 *   JSON that every parser takes: what JSON has no number for (`NaN`) becomes a string. A string that is sent with a type
 *   of its own goes out as it is.
 * - Errors are thrown: a `DomainError`, or a `Refusal` for what only HTTP knows; `problem.ts` has their statuses.
 */
export type Route = (app: App, context: RouteContext) => void;

const content = { 'application/problem+json': { schema: Problem } };

/** The answers that any route can give instead of its own. */
export const problems = {
  '4xx': { description: 'The request is refused; the problem says why.', content },
  '5xx': { description: 'The service or its store cannot do it now.', content },
} as const;
