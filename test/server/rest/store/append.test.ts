import assert from 'node:assert/strict';
import type { JsonObject } from '../../../../server/domain/json.ts';
import { toJsonText } from '../../../../server/domain/json-text.ts';
import type { CheckedFetch } from '../checked-fetch.ts';
import { withService } from '../with-service.ts';

const completed = (fields: JsonObject = {}): JsonObject => ({
  aggregate_id: 'task-789',
  aggregate_type: 'task',
  event_type: 'completed',
  event_data: { reward: 0.9 },
  ...fields,
});

const post = (fetch: CheckedFetch, path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : toJsonText(body as JsonObject),
  });

const codeOf = async (response: Response) => [response.status, ((await response.json()) as { code: string }).code];

describe('POST /events', () => {
  it('appends an event and fills in what was left out', async () => {
    await withService({ readOnly: false }, async ({ fetch, store }) => {
      const response = await post(fetch, '/events', completed({ causation_id: 'event-8' }));
      assert.equal(response.status, 201);
      assert.equal(response.headers.get('etag'), '"1"');
      const saved = (await response.json()) as { event_id: string; version: number };
      assert.equal(response.headers.get('location'), `/events/${saved.event_id}`);
      const event = await store.getEvent(saved.event_id);
      assert.deepEqual(event?.event_data, { reward: 0.9 });
      assert.deepEqual([event.version, event.causation_id, event.correlation_id], [1, 'event-8', null]);
      assert.equal(((await (await post(fetch, '/events', completed())).json()) as { version: number }).version, 2);
    });
  });

  it('takes payloads as Python writes them', async () => {
    await withService({ readOnly: false }, async ({ fetch, store }) => {
      const text =
        '{"gap": NaN, "whole": 1.0, "large": 123456789012345678901234567890, "torn": "\\ud83d", "__proto__": 1}';
      const body = `{"aggregate_id": "task-789", "aggregate_type": "task", "event_type": "completed", "event_data": ${text}}`;
      assert.equal((await post(fetch, '/events', body)).status, 201);
      assert.equal((await store.getEventAt('task-789', 1))?.row.event_data_text, text);
    });
  });

  it('takes a line of JSON Lines, whose payload it keeps to the letter', async () => {
    await withService({ readOnly: false }, async ({ fetch, store }) => {
      const line =
        '{"event_id": "odd-1", "aggregate_id": "task-789", "aggregate_type": "task", "event_type": "completed", "event_data": {"a":1, "a" : 2}, "timestamp": "2025-09-19T13:00:00Z", "version": 1}\n';
      const lines = { 'content-type': 'application/x-ndjson' };
      assert.equal((await post(fetch, '/events', line, lines)).status, 201);
      assert.equal((await store.getEvent('odd-1'))?.row.event_data_text, '{"a":1, "a" : 2}');
      assert.deepEqual(await codeOf(await post(fetch, '/events', line + line, lines)), [400, 'bad-json']);
      assert.deepEqual(await codeOf(await post(fetch, '/events', '{"event_id": 1}', lines)), [400, 'bad-json']);
    });
  });

  it('appends only to the version that If-Match names', async () => {
    await withService({ readOnly: false }, async ({ fetch, store }) => {
      const first = await post(fetch, '/events', completed(), { 'if-match': '"0"' });
      assert.equal(first.status, 201);
      const behind = await post(fetch, '/events', completed(), { 'if-match': '"0"' });
      assert.equal(behind.status, 412);
      assert.match(((await behind.json()) as { detail: string }).detail, /is at version 1, the writer expected 0/);
      assert.equal((await post(fetch, '/events', completed(), { 'if-match': '1' })).status, 201);
      assert.deepEqual(await codeOf(await post(fetch, '/events', completed(), { 'if-match': '*' })), [
        422,
        'invalid-request',
      ]);
      assert.equal(await store.getAggregateVersion('task-789'), 2);
    });
  });

  it('refuses a version that is taken, and an id that is stored', async () => {
    await withService({ readOnly: false }, async ({ fetch }) => {
      await post(fetch, '/events', completed({ event_id: 'mine' }));
      assert.deepEqual(await codeOf(await post(fetch, '/events', completed({ version: 1 }))), [
        409,
        'version-conflict',
      ]);
      assert.deepEqual(await codeOf(await post(fetch, '/events', completed({ event_id: 'mine' }))), [
        409,
        'duplicate-event',
      ]);
    });
  });

  it('numbers the events of writers who race, without a gap or a failure', async () => {
    await withService({ readOnly: false }, async ({ fetch, store }) => {
      const answers = await Promise.all(Array.from({ length: 8 }, () => post(fetch, '/events', completed())));
      assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([201]));
      const versions = (await store.getEventsByAggregate('task-789')).map(({ version }) => version);
      assert.deepEqual(versions, [1, 2, 3, 4, 5, 6, 7, 8]);
    });
  });

  it('carries out once what is sent again with its key, and answers the same', async () => {
    await withService({ readOnly: false }, async ({ fetch, store }) => {
      const key = { 'idempotency-key': 'attempt-1' };
      const [first, second] = await Promise.all([
        post(fetch, '/events', completed(), key),
        post(fetch, '/events', completed(), key),
      ]);
      assert.deepEqual([first.status, second.status], [201, 201]);
      assert.deepEqual(await first.json(), await second.json());
      const third = await post(fetch, '/events', completed(), key);
      assert.equal(third.headers.get('etag'), '"1"');
      assert.equal(await store.countStream('task-789'), 1);
      const other = await post(fetch, '/events', completed({ event_data: { reward: 0.1 } }), key);
      assert.deepEqual(await codeOf(other), [422, 'idempotency-conflict']);
    });
  });

  it('does not hold a failure against a key: nothing was written', async () => {
    await withService({ readOnly: false }, async ({ fetch }) => {
      const key = { 'idempotency-key': 'attempt-1' };
      const early = { ...key, 'if-match': '"1"' };
      assert.equal((await post(fetch, '/events', completed(), early)).status, 412);
      await post(fetch, '/events', completed());
      assert.equal((await post(fetch, '/events', completed(), early)).status, 201);
    });
  });

  it('says what is wrong with an event', async () => {
    await withService({ readOnly: false }, async ({ fetch }) => {
      for (const [body, status, code, detail] of [
        [completed({ aggregate_id: '' }), 422, 'invalid-event', /Event must have an aggregate_id/],
        [completed({ event_data: [] }), 422, 'invalid-request', /event_data: must be a JSON object/],
        [completed({ event_dat: {} }), 422, 'invalid-request', /event_dat/],
        [completed({ timestamp: 'noon' }), 422, 'invalid-event', /noon/],
        ['{"aggregate_id": ', 400, 'bad-json', /The body is not JSON/],
        ['"text"', 400, 'bad-json', /line/],
        ['', 422, 'invalid-request', /body/],
      ] as const) {
        const response = await post(fetch, '/events', body);
        const problem = (await response.json()) as { code: string; detail: string };
        assert.deepEqual([response.status, problem.code], [status, code]);
        assert.match(problem.detail, detail);
      }
    });
  });

  it('refuses to write to a store that is read-only', async () => {
    await withService({}, async ({ fetch, store }) => {
      for (const path of ['/events', '/aggregates/agent-123/snapshots']) {
        const body = path === '/events' ? completed() : { version: 3 };
        assert.deepEqual(await codeOf(await post(fetch, path, body)), [403, 'read-only-store']);
      }
      const deleted = await fetch('/aggregates/agent-123/snapshots', { method: 'DELETE' });
      assert.deepEqual(await codeOf(deleted), [403, 'read-only-store']);
      assert.equal(await store.countEvents({}), 8);
    });
  });
});

describe('POST /events/batch', () => {
  it('appends all events or none, numbered in their order', async () => {
    await withService({ readOnly: false }, async ({ fetch, store }) => {
      const events = [completed(), completed({ aggregate_id: 'task-790' }), completed()];
      const response = await post(fetch, '/events/batch', { events });
      assert.equal(response.status, 201);
      const { event_ids } = (await response.json()) as { event_ids: string[] };
      const saved = await Promise.all(event_ids.map((id) => store.getEvent(id)));
      assert.deepEqual(
        saved.map((event) => [event?.aggregate_id, event?.version]),
        [
          ['task-789', 1],
          ['task-790', 1],
          ['task-789', 2],
        ],
      );
      const conflicting = { events: [completed({ aggregate_id: 'task-791' }), completed({ version: 2 })] };
      assert.deepEqual(await codeOf(await post(fetch, '/events/batch', conflicting)), [409, 'version-conflict']);
      assert.equal(await store.getAggregateVersion('task-791'), 0);
      assert.equal((await post(fetch, '/events/batch', { events: [] })).status, 201);
    });
  });

  it('takes what another service exports', async () => {
    await withService({}, async (source) => {
      const exported = await source.fetch('/events?order=appended', { headers: { accept: 'application/x-ndjson' } });
      const lines = await exported.text();
      assert.equal(lines.trim().split('\n').length, 8);
      await withService({ readOnly: false, events: [] }, async (target) => {
        const response = await post(target.fetch, '/events/batch', lines, { 'content-type': 'application/x-ndjson' });
        assert.equal(response.status, 201);
        const read = async ({ store }: typeof source) =>
          (await store.readAll()).events.map((event) => event.toJsonText());
        assert.deepEqual(await read(target), await read(source));
      });
    });
  });

  it('says which line is wrong', async () => {
    await withService({ readOnly: false }, async ({ fetch }) => {
      const response = await post(fetch, '/events/batch', '\n{"event_id": ', {
        'content-type': 'application/x-ndjson',
      });
      assert.equal(response.status, 400);
      assert.match(((await response.json()) as { detail: string }).detail, /^Line 2: the line is no/);
    });
  });

  it('refuses a body that is larger than an append may be', async () => {
    await withService({ readOnly: false }, async ({ fetch }) => {
      const body = completed({ event_data: { large: 'x'.repeat(33 << 20) } });
      const response = await post(fetch, '/events', body);
      assert.equal(response.status, 413);
    });
  });
});
