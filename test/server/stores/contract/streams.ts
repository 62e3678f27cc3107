import assert from 'node:assert/strict';
import type { RecordedEvent, StreamKey } from '../../../../server/domain/event.ts';
import { rewarded, stream, updated } from '../example-events.ts';
import { type OpenEmptyStore, versions, withStore } from './with-store.ts';

export function itReadsStreams(open: OpenEmptyStore): void {
  it(
    'gives a whole stream in order of version, and no other stream',
    withStore(
      open,
      async (store) => {
        assert.deepEqual(versions(await store.getEventsByAggregate('task-789')), [1, 2, 3, 4, 5]);
        assert.deepEqual(versions(await store.getEventsByAggregate('task-789', 4)), [4, 5]);
        assert.deepEqual(await store.getEventsByAggregate('nobody'), []);
      },
      [...stream(5), ...stream(2, updated)],
    ),
  );

  it(
    'knows the version of an aggregate, 0 when it is unknown',
    withStore(
      open,
      async (store) => {
        assert.equal(await store.getAggregateVersion('task-789'), 5);
        assert.equal(await store.getAggregateVersion('nobody'), 0);
      },
      stream(5),
    ),
  );

  it(
    'gives the stream with its types in order of first appearance',
    withStore(
      open,
      async (store) => {
        const found = await store.getEventStream('task-789');
        assert.deepEqual(found.aggregate_types, ['task', 'rollout']);
        assert.equal(found.version, 3);
        assert.deepEqual(versions(found.events), [1, 2, 3]);
        assert.equal(found.snapshot, null);
      },
      stream(3, (version) => rewarded(version, 0, { aggregate_type: version === 1 ? 'task' : 'rollout' })),
    ),
  );

  it(
    'says which aggregate it does not know',
    withStore(open, (store) =>
      assert.rejects(store.getEventStream('agent-999'), { code: 'stream-not-found', message: /agent-999/ }),
    ),
  );

  it(
    'reads pages that continue after the last key',
    withStore(
      open,
      async (store) => {
        const first = await store.readStream('task-789', { limit: 3 });
        const second = await store.readStream('task-789', { after: first.at(-1)!.key, limit: 3 });
        const third = await store.readStream('task-789', { after: second.at(-1)!.key, limit: 3 });
        assert.deepEqual([first, second, third].map(versions), [[1, 2, 3], [4, 5, 6], [7]]);
        assert.deepEqual(versions(await store.readStream('task-789', { fromVersion: 6, limit: 3 })), [6, 7]);
      },
      stream(7),
    ),
  );

  it(
    'sees on the next page what was appended after the last',
    withStore(
      open,
      async (store) => {
        const page = await store.readStream('task-789', { limit: 10 });
        await store.saveEvent(rewarded(4, 0.4));
        assert.deepEqual(versions(await store.readStream('task-789', { after: page.at(-1)!.key, limit: 10 })), [4]);
      },
      stream(3),
    ),
  );

  for (const fields of [
    ['event_data'],
    ['event_data', 'event_type', 'aggregate_type', 'timestamp'],
    ['user_id'],
  ] as const) {
    it(
      `reads the fields ${fields.join(', ')} alone, page by page, past a gap`,
      withStore(
        open,
        async (store) => {
          const all = await store.readStream('task-789', { limit: 100 });
          const pages: RecordedEvent[] = [];
          for (let after: StreamKey | undefined; ; after = pages.at(-1)!.key) {
            const page = await store.readStream('task-789', { after, limit: 3, fields: new Set(fields) });
            if (page.length === 0) break;
            pages.push(...page);
          }
          const read = (event: RecordedEvent) => [event.key.version, ...fields.map((name) => event[name])];
          assert.deepEqual(pages.map(read), all.map(read));
          const [late] = await store.readStream('task-789', { fromVersion: 15, limit: 1, fields: new Set(fields) });
          assert.deepEqual(read(late!), read(all.find(({ version }) => version === 20)!));
        },
        [...stream(14), ...stream(9, (n) => rewarded(19 + n, n / 7))],
      ),
    );
  }

  it(
    'refuses a page size that is none',
    withStore(open, async (store) => {
      for (const limit of [0, -1, 1.5, 10_001]) {
        await assert.rejects(store.readStream('task-789', { limit }), { code: 'bad-filter' });
      }
    }),
  );

  it(
    'replays a stream that is longer than a page, event by event',
    withStore(
      open,
      async (store) => {
        assert.equal((await Array.fromAsync(store.replayEvents('task-789'))).length, 1_203);
        const late = await Array.fromAsync(store.replayEvents('task-789', 1_201));
        assert.deepEqual(versions(late), [1_201, 1_202, 1_203]);
      },
      stream(1_203, (version) => rewarded(version, 0, { timestamp: '2025-09-19T13:00:00Z' })),
    ),
  );

  for (const [name, steps] of [
    ['without gaps', [1, 2, 3, 4]],
    ['with gaps', [2, 3, 7, 9]],
  ] as const) {
    it(
      `finds positions and events from each other in a stream ${name}`,
      withStore(
        open,
        async (store) => {
          assert.equal(await store.countStream('task-789'), 4);
          for (const [index, version] of steps.entries()) {
            const event = await store.getEventAt('task-789', index + 1);
            assert.equal(event?.version, version);
            assert.equal(await store.getPosition('task-789', event!.key), index + 1);
          }
          assert.equal(await store.getEventAt('task-789', 0), undefined);
          assert.equal(await store.getEventAt('task-789', 5), undefined);
          await store.saveEvent(rewarded(10, 1));
          assert.equal((await store.getEventAt('task-789', 5))?.version, 10);
          assert.equal(await store.countStream('task-789'), 5);
        },
        steps.map((version) => rewarded(version, 0)),
      ),
    );
  }

  it(
    'counts nothing of an unknown stream',
    withStore(open, async (store) => {
      assert.equal(await store.countStream('nobody'), 0);
      assert.equal(await store.getEventAt('nobody', 1), undefined);
      assert.equal(await store.getPosition('nobody', { version: 3, tie: 1 }), 0);
      assert.deepEqual(await store.readStream('nobody', { limit: 10 }), []);
    }),
  );
}
