import assert from 'node:assert/strict';
import { MemoryStore } from '../../../../server/stores/memory/memory-store.ts';
import { itAppendsTogether } from '../contract/appending-together.ts';
import { itKeepsTheStoreContract } from '../event-store-contract.ts';
import { rewarded } from '../example-events.ts';

describe('MemoryStore', () => {
  const open = async () => new MemoryStore();
  itKeepsTheStoreContract(open);
  describe('appending together', () => itAppendsTogether(open));

  it('refuses to be written to when it was opened read-only', async () => {
    const store = new MemoryStore({ readOnly: true });
    await assert.rejects(store.saveEvent(rewarded(1, 0.5)), { code: 'read-only-store' });
    await assert.rejects(store.deleteSnapshots('task-789'), { code: 'read-only-store' });
  });
});
