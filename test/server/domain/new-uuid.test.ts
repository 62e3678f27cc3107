import assert from 'node:assert/strict';
import { newUuid } from '../../../server/domain/new-uuid.ts';

describe('newUuid', () => {
  it('makes UUIDs of version 7 that stand in the order of their making', () => {
    const ids = Array.from({ length: 10_000 }, () => newUuid());
    assert.deepEqual(ids, ids.toSorted());
    assert.equal(new Set(ids).size, ids.length);
    for (const id of ids.slice(0, 9))
      assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('keeps the order when the clock is set back', () => {
    const before = newUuid();
    assert.ok(newUuid(Date.now() - 60_000) > before);
  });
});
