import assert from 'node:assert/strict';
import { readKnownStores } from '../../client/stores/known-store.ts';

describe('The stores of a workspace', () => {
  it('are read-only and of no production until their user says so, also where only addresses were remembered', () => {
    assert.deepEqual(readKnownStores(['sqlite:/data/events.db', { address: 'postgres://db/events', label: 'Live' }]), [
      { address: 'sqlite:/data/events.db', readOnly: true, production: false },
      { address: 'postgres://db/events', label: 'Live', readOnly: true, production: false },
    ]);
  });

  it('are all kept but the one that cannot be read', () => {
    const store = { address: 'sqlite:/data/events.db', readOnly: false, production: true };
    assert.deepEqual(readKnownStores([{ label: 'no address' }, 7, store]), [store]);
    for (const nonsense of [undefined, null, 'sqlite:/data/events.db', {}])
      assert.deepEqual(readKnownStores(nonsense), []);
  });
});
