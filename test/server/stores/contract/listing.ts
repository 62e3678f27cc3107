import assert from 'node:assert/strict';
import { at, rewarded, stream, updated } from '../example-events.ts';
import { type OpenEmptyStore, withStore } from './with-store.ts';

export function itLists(open: OpenEmptyStore): void {
  const ids = (summaries: readonly { aggregate_id: string }[]) => summaries.map(({ aggregate_id }) => aggregate_id);
  const events = [
    ...stream(3),
    ...stream(2, updated),
    updated(1, { aggregate_id: 'Agent-42' }),
    ...stream(60, (version) => rewarded(version, 0, { aggregate_id: 'rollout-7', aggregate_type: 'rollout' })),
    rewarded(61, 0, { aggregate_id: 'rollout-7', aggregate_type: 'task' }),
  ];

  it(
    'lists the aggregate types in order of the alphabet',
    withStore(
      open,
      async (store) => assert.deepEqual(await store.listAggregateTypes(), ['agent', 'rollout', 'task']),
      events,
    ),
  );

  it(
    'lists aggregates by id with their types, the number of events, and the time of the last',
    withStore(
      open,
      async (store) =>
        assert.deepEqual(await store.listAggregates(), [
          { aggregate_id: 'Agent-42', aggregate_types: ['agent'], event_count: 1, last_timestamp: at(1) },
          { aggregate_id: 'agent-123', aggregate_types: ['agent'], event_count: 2, last_timestamp: at(2) },
          { aggregate_id: 'rollout-7', aggregate_types: ['rollout', 'task'], event_count: 61, last_timestamp: at(61) },
          { aggregate_id: 'task-789', aggregate_types: ['task'], event_count: 3, last_timestamp: at(3) },
        ]),
      events,
    ),
  );

  it(
    'lists page by page, by type, and by a part of the id in either case',
    withStore(
      open,
      async (store) => {
        assert.deepEqual(ids(await store.listAggregates({ limit: 2 })), ['Agent-42', 'agent-123']);
        assert.deepEqual(ids(await store.listAggregates({ limit: 2, after: 'agent-123' })), ['rollout-7', 'task-789']);
        assert.deepEqual(ids(await store.listAggregates({ after: 'task-789' })), []);
        assert.deepEqual(ids(await store.listAggregates({ aggregateType: 'task' })), ['rollout-7', 'task-789']);
        assert.deepEqual(ids(await store.listAggregates({ aggregateType: 'spec' })), []);
        assert.deepEqual(ids(await store.listAggregates({ contains: 'AGENT' })), ['Agent-42', 'agent-123']);
        assert.deepEqual(ids(await store.listAggregates({ contains: '7', aggregateType: 'rollout' })), ['rollout-7']);
        assert.deepEqual(ids(await store.listAggregates({ aggregateType: 'task', limit: 1 })), ['rollout-7']);
        assert.deepEqual(ids(await store.listAggregates({ aggregateType: 'task', after: 'rollout-7' })), ['task-789']);
      },
      events,
    ),
  );

  it(
    'lists the ids that begin with a text, in its case',
    withStore(
      open,
      async (store) => {
        assert.deepEqual(ids(await store.listAggregates({ prefix: 'agent-' })), ['agent-123']);
        assert.deepEqual(ids(await store.listAggregates({ prefix: 'agent-123' })), ['agent-123']);
        assert.deepEqual(ids(await store.listAggregates({ prefix: 'agent-1234' })), []);
        assert.deepEqual(ids(await store.listAggregates({ prefix: 'r', after: 'Agent-42' })), ['rollout-7']);
        assert.deepEqual(ids(await store.listAggregates({ prefix: 'r', after: 'rollout-7' })), []);
        assert.deepEqual(ids(await store.listAggregates({ prefix: 't', aggregateType: 'task' })), ['task-789']);
        assert.deepEqual(ids(await store.listAggregates({ prefix: 'task', contains: 'AGENT' })), []);
      },
      events,
    ),
  );

  const odd = ['"', "'", 'NULL', '\\', 'a,b', 'a{b}', 'ä 🙂'];
  it(
    'lists ids of any letters',
    withStore(
      open,
      async (store) => {
        assert.deepEqual(ids(await store.listAggregates()), odd);
        assert.deepEqual(ids(await store.listAggregates({ aggregateType: 'agent' })), odd);
      },
      odd.map((aggregate_id) => updated(1, { aggregate_id })),
    ),
  );

  it(
    'lists nothing of an empty store',
    withStore(open, async (store) => {
      assert.deepEqual(await store.listAggregates(), []);
      assert.deepEqual(await store.listAggregateTypes(), []);
    }),
  );
}
