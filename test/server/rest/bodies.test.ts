import assert from 'node:assert/strict';
import { RecordedEvent } from '../../../server/domain/event.ts';
import type { JsonObject } from '../../../server/domain/json.ts';
import { parseJson } from '../../../server/domain/parse-json.ts';
import { agentEvent } from '../../support/agent-stream.ts';
import { ask, SessionClient } from './session-client.ts';
import { withService } from './with-service.ts';

const json = { 'content-type': 'application/json' };

describe('Bodies', () => {
  it('carry numbers of any kind, and any text, as every parser of JSON takes them', async () => {
    const payload = parseJson(
      '{"big": 12345678901234567890, "one": 1.0, "nan": NaN, "inf": [-Infinity], "s": "\\ud800"}',
    );
    await withService({ events: [agentEvent(1, 'created', payload as JsonObject)] }, async ({ fetch }) => {
      const session = await SessionClient.start(fetch);
      const text = await (await fetch(`${session.path}/state`)).text();
      assert.match(
        text,
        /"state":\{"big":12345678901234567890,"one":1\.0,"nan":"NaN","inf":\["-Infinity"\],"s":"\\ud800"\}/,
      );
      const { repr } = await session.post('/evaluate', { expression: 'state' });
      assert.equal(repr, "{'big': 12345678901234567890, 'one': 1.0, 'nan': nan, 'inf': [-inf], 's': '\\ud800'}");
    });
  });

  it('keep keys that JavaScript has other plans with', async () => {
    const data = parseJson('{"__proto__": {"reward": 1}, "constructor": 2, "toJSON": 3}') as JsonObject;
    await withService({ events: [agentEvent(1, 'created', data)] }, async ({ fetch }) => {
      const session = await SessionClient.start(fetch);
      const text = await (await fetch(`${session.path}/state`)).text();
      assert.match(text, /"state":\{"__proto__":\{"reward":1\},"constructor":2,"toJSON":3\}/);
    });
  });

  it('are refused as problems when they are no JSON, too large, or of another type', async () => {
    await withService({ limits: { bodyBytes: 1_000 } }, async ({ fetch }) => {
      const send = async (init: RequestInit) => {
        const response = await fetch('/sessions/start', { method: 'POST', ...init });
        return { status: response.status, ...((await response.json()) as { code: string; detail: string }) };
      };
      const broken = await send({ body: '{"aggregate_id": ', headers: json });
      assert.deepEqual([broken.status, broken.code], [400, 'bad-json']);
      assert.match(broken.detail, /at offset 17/);
      const large = await send({ body: `{"aggregate_id": "${'x'.repeat(2_000)}"}`, headers: json });
      assert.deepEqual([large.status, large.code], [413, 'invalid-request']);
      assert.equal(
        (await send({ body: 'aggregate_id=agent-123', headers: { 'content-type': 'text/plain' } })).status,
        415,
      );
      assert.equal((await send({ body: '[]', headers: json })).status, 422);
      assert.equal((await send({ body: '['.repeat(900), headers: json })).status, 400);
      assert.equal((await send({ body: '{"aggregate_id": 7}', headers: json })).status, 422);
      assert.equal((await send({ headers: json })).status, 422);
    });
  });

  it('of answers are refused when they are too large, with a part that is not', async () => {
    const events = [agentEvent(1, 'created', { long: 'x'.repeat(5_000), short: 'y' })];
    await withService({ events, limits: { resultBytes: 4_000 } }, async ({ fetch }) => {
      const session = await SessionClient.start(fetch);
      assert.deepEqual((await session.refused('GET', '/state')).slice(0, 2), [422, 'result-too-large']);
      assert.equal((await session.get('/state?path=short')).state, 'y');
    });
  });

  it('are read when the rows of the store cannot be', async () => {
    const broken = new RecordedEvent({
      ...agentEvent(1, 'created', {}),
      key: { version: 1, tie: '' },
      event_data_text: '{"reward": ',
      metadata_text: '{}',
    } as ConstructorParameters<typeof RecordedEvent>[0]);
    await withService({ events: [broken] }, async ({ fetch }) => {
      const session = await SessionClient.start(fetch);
      const { current_event } = await session.get<{ current_event: { malformed: string } }>('');
      assert.match(current_event.malformed, /^event_data is not JSON/);
    });
  });

  it('are not logged unless asked, and the token never is', async () => {
    for (const payloads of [false, true]) {
      let log = '';
      const stream = {
        write: (line: string) => {
          log += line;
        },
      };
      await withService({ token: 'reward-0.8', log: { stream, payloads } }, async ({ fetch }) => {
        const session = await SessionClient.start(fetch);
        await session.post('/watches', { expression: "'a secret of the payload'" });
        await session.get('/watch-history?expression=event_type');
        await ask(fetch, 'POST', '/sessions/start', { aggregate_id: 'agent-124' });
      });
      assert.equal(log.includes('a secret of the payload'), payloads);
      assert.equal(log.includes('expression=event_type'), payloads);
      assert.ok(!log.includes('reward-0.8'));
      const lines = log
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line));
      const refused = lines.find(({ status }) => status === 404);
      assert.deepEqual([refused.method, refused.route], ['POST', '/sessions/start']);
    }
  });
});
