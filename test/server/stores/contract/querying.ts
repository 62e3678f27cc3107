import assert from 'node:assert/strict';
import type { RecordedEvent } from '../../../../server/domain/event.ts';
import type { EventStore, QueryOptions } from '../../../../server/domain/event-store.ts';
import type { EventFilter } from '../../../../server/domain/filter.ts';
import { at, rewarded, stream, updated } from '../example-events.ts';
import { type OpenEmptyStore, versions, withStore } from './with-store.ts';

const [cause, ...rest] = [
  updated(1, { event_type: 'agent.created' }),
  updated(2),
  updated(3, { event_type: 'agent.updated', metadata: { source: 'tuner', depth: 2 } }),
  rewarded(4, 0.4, { metadata: { source: 'runner' } }),
  rewarded(5, 0.9, { user_id: 'user-456' }),
  rewarded(6, 1, { event_type: 'failed', event_data: { error: 'timeout' } }),
];
const history = [cause!, ...rest.map((event) => ({ ...event, causation_id: cause!.event_id }))];

/** What each filter finds of `history`, oldest first; versions are unique in it. */
const FINDS: readonly (readonly [string, EventFilter, readonly number[]])[] = [
  ['everything when it is empty', {}, [1, 2, 3, 4, 5, 6]],
  ['by aggregate', { aggregate_id: 'agent-123' }, [1, 2, 3]],
  ['by aggregate type', { aggregate_type: 'task' }, [4, 5, 6]],
  ['by a bare type, however it is spelt in the store', { event_type: 'updated' }, [2, 3]],
  ['by a qualified type, however it is spelt in the store', { event_type: 'agent.updated' }, [2, 3]],
  ['by a qualified type, only in its own aggregate type', { event_type: 'task.updated' }, []],
  ['by a glob', { event_type: 'agent.*' }, [1, 2, 3]],
  ['by several types, however they are spelt', { event_types: ['agent.updated', 'failed'] }, [2, 3, 6]],
  ['by several types, of which some are globs', { event_types: ['*.failed', 'created', 'task.com*'] }, [1, 4, 5, 6]],
  [
    'by several types and an expression',
    { event_types: ['task.completed', 'failed'], where: "event_data.get('reward', 1) > 0.8 # the best" },
    [5, 6],
  ],
  ['by correlation', { correlation_id: 'workflow-101' }, [4, 5, 6]],
  ['by cause', { causation_id: cause!.event_id }, [2, 3, 4, 5, 6]],
  ['by user', { user_id: 'user-456' }, [1, 2, 3, 5]],
  ['by service', { service_name: 'task_runner' }, [4, 5, 6]],
  ['from a time on, inclusive', { from_timestamp: at(4) }, [4, 5, 6]],
  ['up to a time, inclusive', { to_timestamp: at(3) }, [1, 2, 3]],
  [
    'between times in any form',
    { from_timestamp: '2025-09-19 13:00:03', to_timestamp: '2025-09-19T15:00:05+02:00' },
    [3, 4],
  ],
  ['by metadata', { metadata_filters: { source: 'tuner' } }, [3]],
  ['by all keys of the metadata', { metadata_filters: { source: 'tuner', depth: 3 } }, []],
  ['by several fields at once', { aggregate_type: 'task', user_id: 'user-456', event_type: 'completed' }, [5]],
  ['by an expression', { where: "event_data.get('reward', 0) > 0.8" }, [5]],
  ['by an expression, passing over events on which it fails', { where: "event_data['reward'] >= 0.4" }, [4, 5]],
  ['by an expression that reads the position', { where: 'position == 2' }, [2, 5]],
  ['by an expression and fields', { event_type: 'completed', where: "event_data['reward'] < 0.8" }, [4]],
];

export function itQueries(open: OpenEmptyStore): void {
  for (const [name, filter, expected] of FINDS) {
    it(
      `finds ${name}`,
      withStore(
        open,
        async (store) => {
          const { events, next } = await store.queryEvents(filter, { order: 'oldest-first' });
          assert.deepEqual(versions(events), expected);
          assert.equal(next, undefined);
          assert.equal(await store.countEvents(filter), expected.length);
        },
        history,
      ),
    );
  }

  it(
    'ends a search that was given up',
    withStore(
      open,
      async (store) => {
        const search = store.queryEvents({ where: "event_data.get('nothing') == 1" }, { signal: AbortSignal.abort() });
        await assert.rejects(search, { name: 'AbortError' });
      },
      history,
    ),
  );

  it(
    'gives the newest first, 100 of them, unless told otherwise',
    withStore(
      open,
      async (store) => {
        const { events, next } = await store.queryEvents({});
        assert.equal(events.length, 100);
        assert.deepEqual(versions(events.slice(0, 3)), [120, 119, 118]);
        assert.ok(next);
      },
      stream(120),
    ),
  );

  it(
    'orders events of the same instant by their appending',
    withStore(
      open,
      async (store) => {
        assert.deepEqual(versions((await store.queryEvents({}, { limit: 4 })).events), [5, 4, 3, 2]);
        const pages = await allPages(store, {}, { limit: 2, order: 'oldest-first' });
        assert.deepEqual(pages.map(versions), [[1, 2], [3, 4], [5]]);
      },
      stream(5, (version) => rewarded(version, 0, { timestamp: at(1) })),
    ),
  );

  for (const order of ['newest-first', 'oldest-first'] as const) {
    for (const filter of [{}, { aggregate_type: 'task' }, { where: "event_data['reward'] >= 0" }]) {
      it(
        `pages ${order} by cursor through ${JSON.stringify(filter)} without a gap or a repetition`,
        withStore(
          open,
          async (store) => {
            const pages = await allPages(store, filter, { limit: 3, order });
            const expected = [[1, 2, 3], [4, 5, 6], [7]].map((page) =>
              page.map((n) => (order === 'oldest-first' ? n : 8 - n)),
            );
            assert.deepEqual(pages.map(versions), expected);
          },
          stream(7),
        ),
      );
    }
  }

  it(
    'has no next page after a page that holds the last match exactly',
    withStore(
      open,
      async (store) => {
        assert.equal((await store.queryEvents({}, { limit: 4 })).next, undefined);
        assert.equal((await store.queryEvents({ where: 'version <= 2' }, { limit: 2 })).next, undefined);
      },
      stream(4),
    ),
  );

  it(
    'keeps its place while others append',
    withStore(
      open,
      async (store) => {
        const first = await store.queryEvents({}, { limit: 2 });
        await store.saveEvent(rewarded(5, 0.5));
        const second = await store.queryEvents({}, { limit: 2, cursor: first.next });
        assert.deepEqual(
          [first, second].map((page) => versions(page.events)),
          [
            [4, 3],
            [2, 1],
          ],
        );
      },
      stream(4),
    ),
  );

  it(
    'skips by offset, also where an expression decides',
    withStore(
      open,
      async (store) => {
        assert.deepEqual(versions((await store.queryEvents({}, { limit: 2, offset: 3 })).events), [4, 3]);
        const found = await store.queryEvents({ where: 'version % 2 == 1' }, { limit: 2, offset: 1 });
        assert.deepEqual(versions(found.events), [5, 3]);
      },
      stream(7),
    ),
  );

  it(
    'finds the right matches where most events do not match',
    withStore(
      open,
      async (store) => {
        const { events, next } = await store.queryEvents({ where: 'version % 500 == 1' }, { limit: 2 });
        assert.deepEqual(versions(events), [1_001, 501]);
        assert.deepEqual(
          versions((await store.queryEvents({ where: 'version % 500 == 1' }, { limit: 2, cursor: next })).events),
          [1],
        );
        assert.equal(await store.countEvents({ where: 'version % 500 == 1' }), 3);
      },
      stream(1_100, (version) => rewarded(version, 0, { timestamp: at(1) })),
    ),
  );

  it(
    'finds what an event caused, oldest first',
    withStore(
      open,
      async (store) => {
        assert.deepEqual(versions(await store.findCaused(cause!.event_id)), [2, 3, 4, 5, 6]);
        assert.deepEqual(versions(await store.findCaused(cause!.event_id, 2)), [2, 3]);
        assert.deepEqual(await store.findCaused('nobody'), []);
      },
      history,
    ),
  );

  it(
    'refuses what is no filter, limit, offset or cursor',
    withStore(open, async (store) => {
      const refuses = (filter: object, options?: QueryOptions) =>
        assert.rejects(store.queryEvents(filter, options), { code: 'bad-filter' });
      await refuses({ aggregat_id: 'agent-123' });
      await refuses({ from_timestamp: 'noon' });
      await refuses({}, { limit: 0 });
      await refuses({}, { limit: 100_000 });
      await refuses({}, { offset: -1 });
      await refuses({}, { cursor: 'second page please' });
      await refuses({}, { cursor: await cursorOf(store), order: 'oldest-first' });
    }),
  );

  it(
    'refuses an expression that is none, and one that needs a state',
    withStore(open, async (store) => {
      await assert.rejects(store.queryEvents({ where: 'reward >' }), { code: 'bad-expression' });
      await assert.rejects(store.queryEvents({ where: "changed('reward')" }), {
        code: 'bad-expression',
        message: /query/,
      });
      await assert.rejects(store.countEvents({ where: "state['reward'] > 1" }), { code: 'bad-expression' });
    }),
  );

  it(
    'finds what is spelt with an aggregate type that was not there when it was last asked',
    withStore(
      open,
      async (store) => {
        const find = async () => (await store.queryEvents({ event_type: 'failed' })).events.length;
        assert.equal(await find(), 1);
        assert.equal(await find(), 1);
        await store.saveEvent(
          rewarded(1, 0, { aggregate_id: 'r', aggregate_type: 'rollout', event_type: 'rollout.failed' }),
        );
        assert.equal(await find(), 2);
        assert.equal(await store.countEvents({ event_type: 'failed' }), 2);
      },
      history,
    ),
  );

  it(
    'reads everything page by page, also what is appended meanwhile',
    withStore(
      open,
      async (store) => {
        await store.saveEvents([updated(4), updated(5)]);
        const appended = ['task-789 1', 'task-789 2', 'task-789 3', 'agent-123 4', 'agent-123 5'];
        const place = ({ aggregate_id, version }: RecordedEvent) => `${aggregate_id} ${version}`;
        const whole = await store.readAll();
        assert.deepEqual([whole.events.map(place), whole.next], [appended, undefined]);
        const first = await store.readAll({ limit: 3 });
        await store.saveEvent(rewarded(6, 0.6));
        const second = await store.readAll({ limit: 3, cursor: first.next });
        assert.deepEqual([...first.events, ...second.events].map(place), [...appended, 'task-789 6']);
        assert.equal(second.next, undefined);
        await assert.rejects(store.readAll({ cursor: 'rubbish' }), { code: 'bad-filter' });
        await assert.rejects(store.readAll({ limit: 0 }), { code: 'bad-filter' });
      },
      stream(3),
    ),
  );
}

async function allPages(
  store: EventStore,
  filter: EventFilter,
  options: QueryOptions,
): Promise<(readonly RecordedEvent[])[]> {
  const pages = [];
  let cursor: string | undefined;
  do {
    const page = await store.queryEvents(filter, { ...options, cursor });
    pages.push(page.events);
    cursor = page.next;
  } while (cursor !== undefined);
  return pages;
}

async function cursorOf(store: EventStore): Promise<string> {
  await store.saveEvents(stream(2));
  return (await store.queryEvents({}, { limit: 1 })).next!;
}
