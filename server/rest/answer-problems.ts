import type { FastifyReply, FastifyRequest } from 'fastify';
import { toProblem } from './problem.ts';
import { Refusal } from './refusal.ts';
import type { App } from './route.ts';

/** Every error of a service is answered as a problem; those that are the service's own fault are logged. */
export function answerProblems(app: App): void {
  app.setErrorHandler(answer);
  app.setNotFoundHandler(({ method, url }) => {
    const path = url.split('?', 1)[0];
    throw new Refusal('not-found', `There is no ${method} ${path}; /docs lists what there is`);
  });
}

/** Also for errors before a route is found. */
export function answer(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = toProblem(error);
  if (problem.status >= 500) request.log.error({ err: error }, problem.code);
  if (problem.status === 503) reply.header('retry-after', '1');
  if (error instanceof Refusal) reply.headers(error.headers);
  return reply.code(problem.status).type('application/problem+json').send(problem);
}
