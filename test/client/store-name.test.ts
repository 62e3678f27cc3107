import assert from 'node:assert/strict';
import { countOf } from '../../client/count-of.ts';
import { storeName } from '../../client/stores/store-name.ts';

describe('The Stores view', () => {
  it('calls a store by its file, or by its database', () => {
    assert.deepEqual(storeName('sqlite:/data/events.db'), { name: 'events.db', place: '/data' });
    assert.deepEqual(storeName('postgres://host:5432/events'), { name: 'events', place: 'host:5432' });
    assert.deepEqual(storeName('memory:'), { name: 'memory:', place: '' });
  });

  it('counts in words', () => {
    assert.equal(countOf(1, 'event'), '1 event');
    assert.equal(countOf(1200, 'event'), '1,200 events');
    assert.equal(countOf(100, 'aggregate', true), '100+ aggregates');
  });
});
