import assert from 'node:assert/strict';
import { openStore } from '../../../../server/stores/open-store.ts';
import { itAppendsTogether } from '../contract/appending-together.ts';
import { itKeepsTheStoreContract } from '../event-store-contract.ts';
import { at, rewarded, stream, updated } from '../example-events.ts';
import { describePostgres } from './with-postgres.ts';

describePostgres('PostgresStore', (postgres) => {
  const open = () => openStore(postgres().newUri(), { readOnly: false });
  itKeepsTheStoreContract(open);
  describe('appending together', () => itAppendsTogether(open));

  it('looks for a type at the ends of a long stream, and everywhere in a short one', async () => {
    const store = await open();
    const withAgent = (aggregate_id: string, length: number, place: number) =>
      stream(length, (version) =>
        rewarded(version, 0, { aggregate_id, aggregate_type: version === place ? 'agent' : 'task' }),
      );
    await store.saveEvents([
      ...withAgent('first', 30, 1),
      ...withAgent('last', 30, 30),
      ...withAgent('middle', 30, 7),
      ...withAgent('none', 20, 0),
      ...withAgent('short', 20, 7),
      // So many that the type is no rare one.
      ...stream(600, (version) => updated(version, { aggregate_id: 'whole' })),
    ]);
    const list = async (limit: number, after?: string) => {
      const found = await store.listAggregates({ aggregateType: 'agent', limit, after });
      return found.map((each) => `${each.aggregate_id} ${each.event_count} ${each.aggregate_types.join()}`);
    };
    assert.deepEqual(await list(3), ['first 30 agent,task', 'last 30 task,agent', 'short 20 task,agent']);
    assert.deepEqual(await list(3, 'last'), ['short 20 task,agent', 'whole 600 agent']);
    await store.close();
  });

  it('finds a type in the spellings of aggregate types that others bring in between two queries', async () => {
    const store = await open();
    await store.saveEvents(stream(3));
    const completed = async () => {
      const { events } = await store.queryEvents({ event_type: 'completed' }, { order: 'oldest-first' });
      return events.map((event) => `${event.aggregate_id} ${event.event_type} ${event.version}`);
    };
    const first = ['task-789 completed 1', 'task-789 completed 2', 'task-789 completed 3'];
    // Asked often enough to know that nobody writes.
    for (let time = 0; time < 4; time++) assert.deepEqual(await completed(), first);
    const qualified = { aggregate_id: 'a', aggregate_type: 'agent', event_type: 'agent.completed' };
    await store.saveEvent(rewarded(1, 0, { ...qualified, timestamp: at(10) }));
    for (let time = 0; time < 4; time++) assert.deepEqual(await completed(), [...first, 'a agent.completed 1']);
    // Of a type that is known already.
    await store.saveEvent(rewarded(2, 0, { ...qualified, timestamp: at(11) }));
    for (let time = 0; time < 4; time++) {
      assert.deepEqual(await completed(), [...first, 'a agent.completed 1', 'a agent.completed 2']);
    }
    await store.close();
  });
});
