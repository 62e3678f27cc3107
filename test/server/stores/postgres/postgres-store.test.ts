import assert from 'node:assert/strict';
import { openStore } from '../../../../server/stores/open-store.ts';
import { itAppendsTogether } from '../contract/appending-together.ts';
import { itKeepsTheStoreContract } from '../event-store-contract.ts';
import { rewarded, stream, updated } from '../example-events.ts';
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
});
