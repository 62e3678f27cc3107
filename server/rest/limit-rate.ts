import rateLimit from '@fastify/rate-limit';
import { Refusal } from './refusal.ts';
import type { App } from './route.ts';

/** Callers that ask too often are told when to come again, also for what does not exist or is not theirs. */
export async function limitRate(app: App, requestsPerSecond: number): Promise<void> {
  await app.register(rateLimit, { global: false });
  const check = app.createRateLimit({ max: requestsPerSecond, timeWindow: 1_000 });
  app.addHook('onRequest', async (request) => {
    const limit = await check(request);
    if (limit.isAllowed || !limit.isExceeded) return;
    throw new Refusal('rate-limited', `At most ${requestsPerSecond} requests a second: wait a second and go on`, {
      'retry-after': '1',
    });
  });
}
