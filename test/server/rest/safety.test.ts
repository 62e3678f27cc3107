import assert from 'node:assert/strict';
import { request } from 'node:http';
import { startService } from '../../../server/rest/start-service.ts';
import { MemoryStore } from '../../../server/stores/memory/memory-store.ts';
import { withService } from './with-service.ts';

/** A request with headers that `fetch` does not let through. */
function ask(
  url: string,
  headers: Record<string, string>,
): Promise<{ status: number; body: string; challenges: string[] }> {
  return new Promise((resolve, reject) => {
    request(url, { headers }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (text: string) => {
        body += text;
      });
      const challenges = response.headersDistinct['www-authenticate'] ?? [];
      response.on('end', () => resolve({ status: response.statusCode!, body, challenges }));
    })
      .on('error', reject)
      .end();
  });
}

const codeOf = ({ body }: { body: string }) => (JSON.parse(body) as { code: string }).code;

describe('The safety of the service', () => {
  it('answers this machine under its own names only, so that no other name can be pointed at it', async () => {
    await withService({ allowedHosts: ['debugger.example.com'] }, async ({ url }) => {
      const port = new URL(url).port;
      for (const host of [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`, 'Debugger.example.com']) {
        assert.equal((await ask(`${url}/health`, { host })).status, 200, host);
      }
      const answer = await ask(`${url}/health`, { host: `evil.example.com:${port}` });
      assert.deepEqual([answer.status, codeOf(answer)], [421, 'wrong-host']);
    });
  });

  it('refuses the pages of other sites, and not its own', async () => {
    await withService({}, async ({ url }) => {
      const refused: Record<string, string>[] = [
        { origin: 'https://evil.example.com' },
        { origin: 'null' },
        { origin: 'http://localhost:1' },
        { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' },
        { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'cors' },
      ];
      for (const headers of refused) {
        const answer = await ask(`${url}/health`, headers);
        assert.deepEqual([answer.status, codeOf(answer)], [403, 'cross-site'], JSON.stringify(headers));
      }
      assert.equal((await ask(`${url}/health`, { origin: url, 'sec-fetch-site': 'same-origin' })).status, 200);
      assert.equal(
        (await ask(`${url}/docs/`, { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' })).status,
        200,
      );
    });
  });

  it('wants the token on every route but /health, as a bearer or as a password', async () => {
    await withService({ token: 'reward-0.8' }, async ({ url, fetch }) => {
      assert.equal((await ask(`${url}/health`, {})).status, 200);
      for (const path of ['/openapi.json', '/docs/', '/docs/js/scalar.js', '/nowhere']) {
        const answer = await ask(url + path, {});
        assert.deepEqual([answer.status, codeOf(answer)], [401, 'token-required'], path);
      }
      const wrong = ['Bearer reward-0.9', 'Bearer', 'reward-0.8', `Basic ${btoa('me:reward')}`, 'Digest reward-0.8'];
      for (const authorization of wrong) {
        assert.equal((await ask(`${url}/docs/`, { authorization })).status, 401, authorization);
      }
      // A browser asks for a password only where this begins a line.
      const [, challenge] = (await ask(`${url}/docs/`, {})).challenges;
      assert.match(challenge!, /^Basic /);
      assert.equal((await ask(`${url}/docs/`, { authorization: `Basic ${btoa('me:reward-0.8')}` })).status, 200);
      assert.equal((await fetch('/health')).status, 200);
    });
  });

  it('listens where others can reach it only with a token', async () => {
    const store = new MemoryStore();
    await assert.rejects(startService({ store }, { host: '0.0.0.0', port: 0 }), {
      code: 'bad-launch',
      message: 'Others can reach 0.0.0.0: set a token, or listen on 127.0.0.1',
    });
    const { app } = await startService({ store, token: 'reward-0.8' }, { host: '0.0.0.0', port: 0 });
    await app.close();
  });

  it('says so when its port is taken', async () => {
    await withService({}, async ({ url, store }) => {
      const port = Number(new URL(url).port);
      await assert.rejects(startService({ store }, { port }), { code: 'bad-launch', message: /EADDRINUSE/ });
    });
  });

  it('tells those who ask too often when to come again', async () => {
    await withService({ limits: { requestsPerSecond: 3 } }, async ({ url }) => {
      const answers = await Promise.all(Array.from({ length: 10 }, () => fetch(`${url}/nowhere`)));
      const refused = answers.filter(({ status }) => status === 429);
      assert.ok(refused.length > 0);
      assert.equal(refused[0]!.headers.get('retry-after'), '1');
      assert.equal(((await refused[0]!.json()) as { code: string }).code, 'rate-limited');
    });
  });
});
