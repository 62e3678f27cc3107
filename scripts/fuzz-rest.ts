import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import type { OpenApiDocument } from '../test/server/rest/checked-fetch.ts';
import { requestsOf } from '../test/server/rest/fuzz/requests-of.ts';
import { send } from '../test/server/rest/fuzz/send.ts';
import { withService } from '../test/server/rest/with-service.ts';

/**
 * Sends requests made from the OpenAPI document to a service, `node scripts/fuzz-rest.ts [COUNT]`, 100,000 unless told
 * otherwise. It ends with an error at the first answer that the document does not promise, and says what memory the
 * service and this client use at the start, on the way and at the end.
 */
const count = Number(process.argv[2] ?? 100_000);
const BATCH = 1_000;
const AT_ONCE = 8;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

function memory(): string {
  collect();
  const { heapUsed, rss } = process.memoryUsage();
  return `heap ${(heapUsed / 2 ** 20).toFixed(1)} MB, resident ${(rss / 2 ** 20).toFixed(0)} MB`;
}

await withService({ limits: { idle: 10_000 } }, async ({ url, fetch }) => {
  const document = (await (await globalThis.fetch(`${url}/openapi.json`)).json()) as OpenApiDocument;
  const requests = requestsOf(document);
  const sessions: string[] = [];
  for (let sent = 0; sent < count; sent += BATCH) {
    if (sent === BATCH || sent % 10_000 === 0) console.log(`${sent} requests: ${memory()}`);
    const batch = fc.sample(requests, { seed: 20_250_919 + sent, numRuns: Math.min(BATCH, count - sent) });
    const next = batch.values();
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (const request of next) await send(fetch, request, sessions);
      }),
    );
  }
  for (const id of sessions) await globalThis.fetch(`${url}/sessions/${id}`, { method: 'DELETE' });
  console.log(`${count} requests: ${memory()}`);
});
