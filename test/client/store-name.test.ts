import assert from 'node:assert/strict';
import { storeName } from '../../client/stores/store-name.ts';

describe('The Stores view', () => {
  it('calls a store by its file, or by its database', () => {
    assert.deepEqual(storeName('sqlite:/data/events.db'), { name: 'events.db', place: '/data' });
    assert.deepEqual(storeName('postgres://host:5432/events'), { name: 'events', place: 'host:5432' });
    assert.deepEqual(storeName('memory:'), { name: 'memory:', place: '' });
  });
});
