import fc from 'fast-check';
import type { OpenApiDocument } from '../checked-fetch.ts';
import { withService } from '../with-service.ts';
import { requestsOf } from './requests-of.ts';
import { send } from './send.ts';

describe('Any request that the OpenAPI document allows, or nearly', () => {
  it('is answered as the document says, and never by a failure', async () => {
    await withService({}, async ({ url, fetch }) => {
      const document = (await (await globalThis.fetch(`${url}/openapi.json`)).json()) as OpenApiDocument;
      const sessions: string[] = [];
      const property = fc.asyncProperty(
        fc.array(requestsOf(document), { minLength: 5, maxLength: 10 }),
        async (all) => {
          for (const request of all) await send(fetch, request, sessions);
        },
      );
      await fc.assert(property, { seed: 20_250_919, numRuns: 40 });
    });
  }).timeout(90_000);
});
