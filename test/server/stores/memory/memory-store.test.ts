import assert from 'node:assert/strict';
import { MemoryStore } from '../../../../server/stores/memory/memory-store.ts';
import { itKeepsTheStoreContract } from '../event-store-contract.ts';
import { rewarded } from '../example-events.ts';

describe('MemoryStore', () => {
  itKeepsTheStoreContract(async () => new MemoryStore());

  it('refuses to be written to when it was opened read-only', async () => {
    const store = new MemoryStore({ readOnly: true });
    await assert.rejects(store.saveEvent(rewarded(1, 0.5)), { code: 'read-only-store' });
    await assert.rejects(store.deleteSnapshots('task-789'), { code: 'read-only-store' });
  });

  it('is not reached by changes that the caller makes to an event later', async () => {
    const store = new MemoryStore();
    const event_data = { reward: 0.5 };
    await store.saveEvent(rewarded(1, 0, { event_data }));
    event_data.reward = 0.9;
    assert.deepEqual((await store.getEventAt('task-789', 1))?.event_data, { reward: 0.5 });
  });
});
