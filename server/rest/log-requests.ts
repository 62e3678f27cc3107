import type { App } from './route.ts';

/** One line for each answer: what was asked, of whom, how it ended, how long it took. Payloads only when told to. */
export function logRequests(app: App, withPayloads: boolean): void {
  app.addHook('onResponse', async (request, reply) => {
    const { method, url, routeOptions, ip, body } = request;
    request.log.info({
      method,
      path: url.split('?', 1)[0],
      route: routeOptions.url,
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
