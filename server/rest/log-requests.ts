import type { App } from './route.ts';

/**
 * One line for each answer: what was asked, by whom, how it ended, how long it took. Payloads only when told to, and paths
 * with them: expressions and ids stand there.
 */
export function logRequests(app: App, withPayloads: boolean): void {
  app.addHook('onResponse', async (request, reply) => {
    const { method, url, routeOptions, params, ip, body } = request;
    request.log.info({
      method,
      route: routeOptions.url,
      session: (params as { session_id?: string } | undefined)?.session_id,
      from: ip,
      status: reply.statusCode,
      milliseconds: Math.round(reply.elapsedTime * 10) / 10,
      ...(withPayloads && { url, body }),
    });
  });
  if (!withPayloads) return;
  app.addHook('onSend', async (request, _reply, payload) => {
    if (typeof payload === 'string') request.log.info({ answer: payload });
  });
}
