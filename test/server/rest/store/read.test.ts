import assert from 'node:assert/strict';
import { longLife } from '../../../support/agent-stream.ts';
import { rewarded, stream, updated } from '../../stores/example-events.ts';
import type { CheckedFetch } from '../checked-fetch.ts';
import { withService } from '../with-service.ts';

interface Page {
  readonly events: readonly { readonly event_id: string; readonly version: number }[];
  readonly next: string | null;
}

const read = async <T>(fetch: CheckedFetch, path: string): Promise<T> => {
  const response = await fetch(path);
  assert.equal(response.status, 200, path);
  return (await response.json()) as T;
};
const versions = ({ events }: Page) => events.map(({ version }) => version);
const problemOf = async (fetch: CheckedFetch, path: string) => {
  const response = await fetch(path);
  return [response.status, ((await response.json()) as { code: string }).code];
};

describe('GET /events', () => {
  it('finds by every field of a filter', async () => {
    const cause = updated(1, { event_type: 'agent.created' });
    const events = [
      cause,
      updated(2, { causation_id: cause.event_id, metadata: { source: 'tuner' } }),
      rewarded(3, 0.4),
      rewarded(4, 0.9, { user_id: 'user-9' }),
    ];
    await withService({ events }, async ({ fetch }) => {
      for (const [query, found] of [
        ['aggregate_id=agent-123', [2, 1]],
        ['aggregate_type=task', [4, 3]],
        ['event_type=agent.*', [2, 1]],
        ['correlation_id=workflow-101', [4, 3]],
        [`causation_id=${cause.event_id}`, [2]],
        ['user_id=user-9', [4]],
        ['service_name=task_runner', [4, 3]],
        ['from_timestamp=2025-09-19T13:00:04Z', [4]],
        ['to_timestamp=2025-09-19T13:00:02Z', [1]],
        ['metadata_filters={"source":"tuner"}', [2]],
        ['event_types=["task.*","agent.updated"]', [4, 3, 2]],
        [`where=${encodeURIComponent("event_data['reward'] > 0.8")}`, [4]],
        ['order=oldest-first&limit=2', [1, 2]],
        ['order=oldest-first&offset=3', [4]],
      ] as const) {
        assert.deepEqual(versions(await read<Page>(fetch, `/events?${query}`)), found, query);
      }
      assert.deepEqual(await read(fetch, '/events/count?aggregate_type=task'), { count: 2 });
    });
  });

  it('pages by cursor in every order, without a gap or a repetition', async () => {
    await withService({ events: stream(11) }, async ({ fetch }) => {
      for (const order of ['newest-first', 'oldest-first', 'appended']) {
        const found: number[] = [];
        let next: string | null = '';
        while (next !== null) {
          const page: Page = await read<Page>(
            fetch,
            `/events?order=${order}&limit=3${next && `&cursor=${encodeURIComponent(next)}`}`,
          );
          found.push(...versions(page));
          next = page.next;
        }
        const expected = Array.from({ length: 11 }, (_, n) => n + 1);
        assert.deepEqual(found, order === 'newest-first' ? expected.reverse() : expected, order);
      }
    });
  });

  it('sends any number of lines, payloads to the letter, and at most 10,000 events as one JSON text', async () => {
    await withService({ events: longLife(12_000) }, async ({ fetch, store }) => {
      const path = '/events?order=appended&limit=1000000';
      const response = await fetch(path, { headers: { accept: 'application/x-ndjson' } });
      const lines = (await response.text()).trimEnd().split('\n');
      assert.equal(lines.length, 12_000);
      assert.equal(lines[0], (await store.getEventAt('agent-123', 1))?.toJsonText());
      assert.deepEqual(await problemOf(fetch, path), [422, 'result-too-large']);
    });
  }).timeout(60_000);

  it('refuses an answer of more bytes than one may have', async () => {
    await withService({ events: longLife(2_000), limits: { resultBytes: 10_000 } }, async ({ fetch }) => {
      assert.deepEqual(await problemOf(fetch, '/events?limit=2000'), [422, 'result-too-large']);
      assert.equal((await read<Page>(fetch, '/events?limit=10')).events.length, 10);
    });
  });

  it('writes what JSON cannot hold as strings, and tells what cannot be read', async () => {
    const event_data = { gap: Number.NaN, large: 2n ** 70n };
    await withService({ events: [rewarded(1, 0, { event_data, event_id: 'odd-1' })] }, async ({ fetch }) => {
      const text = await (await fetch('/events/odd-1')).text();
      assert.match(text, /"event_data":\{"gap":"NaN","large":1180591620717411303424\}/);
      const line = await fetch('/events/odd-1', { headers: { accept: 'application/x-ndjson' } });
      assert.match(await line.text(), /"event_data": \{"gap": NaN, "large": 1180591620717411303424\}/);
    });
  });

  it('says what is wrong with a question', async () => {
    await withService({}, async ({ fetch }) => {
      for (const [query, status, code] of [
        ['where=reward%20%3E', 422, 'bad-expression'],
        ['from_timestamp=noon', 422, 'bad-filter'],
        ['metadata_filters=[1]', 422, 'bad-filter'],
        ['event_types=updated', 422, 'bad-filter'],
        ['cursor=nonsense', 422, 'bad-filter'],
        ['order=appended&aggregate_type=task', 422, 'bad-filter'],
        ['limit=0', 422, 'invalid-request'],
        ['limit=many', 422, 'invalid-request'],
        ['aggregate_id=a&aggregate_id=b', 422, 'invalid-request'],
      ] as const) {
        assert.deepEqual(await problemOf(fetch, `/events?${query}`), [status, code], query);
      }
      const { span } = (await (await fetch('/events?where=reward%20%3E')).json()) as { span: unknown };
      assert.ok(span, 'the position of the mistake');
    });
  });

  it('knows an event, what it caused, and that it knows nobody of another name', async () => {
    await withService({}, async ({ fetch }) => {
      assert.equal((await read<{ version: number }>(fetch, '/events/event-3')).version, 3);
      const { events } = await read<Page>(fetch, '/events/event-4/caused');
      assert.deepEqual(
        events.map(({ event_id }) => event_id),
        ['event-6'],
      );
      assert.deepEqual(await problemOf(fetch, '/events/nobody'), [404, 'event-not-found']);
    });
  });
});

describe('GET /aggregates', () => {
  it('lists them page by page, and their types', async () => {
    await withService({ events: [...stream(3), ...stream(2, updated)] }, async ({ fetch }) => {
      const first = await read<{ aggregates: { aggregate_id: string; event_count: number }[]; next: string }>(
        fetch,
        '/aggregates?limit=1',
      );
      assert.deepEqual([first.aggregates[0]?.aggregate_id, first.aggregates[0]?.event_count], ['agent-123', 2]);
      const second = await read<typeof first>(fetch, `/aggregates?limit=1&after=${first.next}`);
      assert.equal(second.aggregates[0]?.aggregate_id, 'task-789');
      assert.equal((await read<typeof first>(fetch, '/aggregates?contains=TASK')).aggregates.length, 1);
      assert.equal((await read<typeof first>(fetch, '/aggregates?aggregate_type=agent')).aggregates.length, 1);
      assert.deepEqual(await read(fetch, '/aggregate-types'), { aggregate_types: ['agent', 'task'] });
    });
  });

  it('reads one stream: in pages, whole, by position, and its numbers', async () => {
    await withService({}, async ({ fetch }) => {
      const first = await read<Page>(fetch, '/aggregates/agent-123/events?from_version=2&limit=3');
      assert.deepEqual(versions(first), [2, 3, 4]);
      const cursor = encodeURIComponent(first.next!);
      assert.deepEqual(
        versions(await read<Page>(fetch, `/aggregates/agent-123/events?cursor=${cursor}&limit=10`)),
        [5, 6, 7, 8],
      );
      assert.deepEqual(await read(fetch, `/aggregates/agent-123/position?place=${cursor}`), { position: 4 });
      const whole = await read<Page & { aggregate_types: string[]; version: number; snapshot: null }>(
        fetch,
        '/aggregates/agent-123/stream',
      );
      assert.deepEqual(
        [whole.events.length, whole.version, whole.aggregate_types, whole.snapshot],
        [8, 8, ['agent'], null],
      );
      assert.equal((await read<{ event_id: string }>(fetch, '/aggregates/agent-123/events/6')).event_id, 'event-6');
      assert.deepEqual(await read(fetch, '/aggregates/agent-123/version'), { aggregate_id: 'agent-123', version: 8 });
      assert.deepEqual(await read(fetch, '/aggregates/agent-123/count'), { count: 8 });
      assert.deepEqual(await read(fetch, '/aggregates/nobody/count'), { count: 0 });
      for (const [path, status, code] of [
        ['/aggregates/nobody/stream', 404, 'stream-not-found'],
        ['/aggregates/agent-123/events/9', 404, 'event-not-found'],
        ['/aggregates/agent-123/events/0', 422, 'invalid-request'],
        ['/aggregates/agent-123/events?cursor=7', 422, 'bad-filter'],
        ['/aggregates/agent-123/position?place={}', 422, 'bad-filter'],
      ] as const) {
        assert.deepEqual(await problemOf(fetch, path), [status, code], path);
      }
    });
  });

  it('sends who has a very long stream to its pages', async () => {
    await withService({ events: longLife(10_001) }, async ({ fetch }) => {
      const problem = (await (await fetch('/aggregates/agent-123/stream')).json()) as { code: string; detail: string };
      assert.equal(problem.code, 'result-too-large');
      assert.match(problem.detail, /GET \/aggregates\/agent-123\/events/);
    });
  }).timeout(60_000);

  it('folds the state at a position, a version or a time', async () => {
    await withService({}, async ({ fetch }) => {
      const state = async (query = '') =>
        read<{ version: number; position: number; state: Record<string, unknown> }>(
          fetch,
          `/aggregates/agent-123/state${query}`,
        );
      assert.equal((await state()).state.region, 'eu-west');
      assert.equal((await state('?version=2')).state.temperature, 0.2);
      assert.equal((await state('?position=6')).state.temperature, 1.7);
      assert.equal((await state('?timestamp=2025-09-19T13:00:35Z')).version, 3);
      for (const [path, status, code] of [
        ['/aggregates/agent-123/state?version=1&position=1', 422, 'invalid-request'],
        ['/aggregates/agent-123/state?version=99', 422, 'bad-position'],
        ['/aggregates/agent-123/state?position=99', 422, 'bad-position'],
        ['/aggregates/agent-123/state?timestamp=noon', 422, 'bad-timestamp'],
        ['/aggregates/nobody/state', 404, 'stream-not-found'],
      ] as const) {
        assert.deepEqual(await problemOf(fetch, path), [status, code], path);
      }
    });
  });

  it('keeps snapshots: takes, lists and deletes them', async () => {
    await withService({ readOnly: false }, async ({ fetch }) => {
      const post = (body?: unknown) =>
        fetch('/aggregates/agent-123/snapshots', {
          method: 'POST',
          ...(body !== undefined && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
        });
      type Snapshot = { version: number; snapshot_data: { temperature?: number }; expires_at: string | null };
      const taken = (await (await post({ version: 3 })).json()) as Snapshot;
      assert.deepEqual([taken.version, taken.snapshot_data.temperature], [3, 0.7]);
      assert.equal(((await (await post()).json()) as Snapshot).version, 8);
      const mine = { version: 5, snapshot_data: { mine: true }, expires_at: '2999-01-01T00:00:00Z' };
      assert.equal((await post(mine)).status, 201);
      assert.equal((await post({ version: 99 })).status, 404);
      assert.equal((await post({ expires_at: '2001-01-01T00:00:00Z' })).status, 422);
      const listed = await read<{ snapshots: Snapshot[] }>(fetch, '/aggregates/agent-123/snapshots');
      assert.deepEqual(
        listed.snapshots.map(({ version }) => version),
        [8, 5, 3],
      );
      const latest = await read<{ snapshots: Snapshot[] }>(fetch, '/aggregates/agent-123/snapshots?latest=true');
      assert.equal(latest.snapshots.length, 1);
      const deleted = await fetch('/aggregates/agent-123/snapshots?version=5', { method: 'DELETE' });
      assert.deepEqual(await deleted.json(), { deleted: 1 });
    });
  });

  it('searches a stream in either direction', async () => {
    await withService({}, async ({ fetch }) => {
      const search = async (body: object, aggregateId = 'agent-123') => {
        const response = await fetch(`/aggregates/${aggregateId}/search`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ filters: [{ event_type: 'updated' }], from: null, to: null, ...body }),
        });
        return (await response.json()) as { kind: string; position?: number; event?: { key: object } };
      };
      const first = await search({ way: 'next' });
      assert.deepEqual([first.kind, first.position], ['found', 3]);
      const second = await search({ way: 'next', from: first.event!.key });
      assert.equal(second.position, 6);
      assert.equal((await search({ way: 'next', from: second.event!.key })).kind, 'end');
      assert.equal((await search({ way: 'previous', from: second.event!.key })).position, 3);
      assert.equal((await search({ way: 'previous' })).kind, 'end');
      const any = { way: 'next', filters: [{ where: 'True' }] };
      assert.equal((await search(any)).position, 1);
      assert.equal((await search(any, 'nobody')).kind, 'no-search');
    });
  });
});
