import assert from 'node:assert/strict';
import type { OpenApiDocument } from './checked-fetch.ts';
import { withService } from './with-service.ts';

describe('The OpenAPI document', () => {
  it('is OpenAPI 3.1 and names every operation', async () => {
    await withService({}, async ({ url }) => {
      const response = await fetch(`${url}/openapi.json`);
      assert.match(response.headers.get('content-type') ?? '', /^application\/json/);
      const { openapi, paths } = (await response.json()) as OpenApiDocument;
      assert.equal(openapi, '3.1.0');
      const operations = Object.values(paths).flatMap((path) => Object.values(path)) as { operationId?: string }[];
      const ids = operations.map(({ operationId }) => operationId);
      assert.ok(ids.includes('health'));
      assert.equal(new Set(ids).size, ids.length);
      assert.ok(!ids.includes(undefined));
    });
  });

  it('is shown by a page that loads nothing from elsewhere', async () => {
    await withService({}, async ({ url }) => {
      const page = await fetch(`${url}/docs`);
      const html = await page.text();
      assert.match(page.headers.get('content-security-policy') ?? '', /default-src 'none'.*connect-src 'self'/);
      const addresses = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address!);
      assert.deepEqual(addresses, ['js/scalar.js']);
      assert.match(html, /"url": "\/openapi\.json"/);
      const script = await fetch(new URL('js/scalar.js', page.url));
      assert.equal(script.status, 200);
      assert.ok((await script.text()).length > 1_000_000);
    });
  });
});
