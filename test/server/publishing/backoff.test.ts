import assert from 'node:assert/strict';
import fc from 'fast-check';
import { backoffMs } from '../../../server/publishing/backoff.ts';

const backoff = { firstDelayMs: 100, maxDelayMs: 30_000 };

describe('backoffMs', () => {
  it('doubles from retry to retry up to the bound', () => {
    assert.deepEqual(
      [0, 1, 2, 8, 9, 1_000].map((retry) => backoffMs(retry, backoff, 1)),
      [100, 200, 400, 25_600, 30_000, 30_000],
    );
  });

  it('varies between half of the wait and all of it', () => {
    fc.assert(
      fc.property(fc.nat(100), fc.double({ min: 0, max: 1, noNaN: true }), (retry, random) => {
        const [wait, longest] = [backoffMs(retry, backoff, random), backoffMs(retry, backoff, 1)];
        assert.ok(wait >= longest / 2 && wait <= longest);
      }),
    );
  });
});
