import assert from 'node:assert/strict';
import { RecentCount } from '../../../server/metrics/recent-count.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('RecentCount', () => {
  let time: number;
  let count: RecentCount;
  const readAfter = (ms: number) => {
    time += ms;
    const { lastMinute, lastHour, total } = count.read();
    return [lastMinute, lastHour, total];
  };
  beforeEach(() => {
    time = 123_456.7;
    count = new RecentCount(() => time);
  });

  it('forgets after a minute and after an hour, and keeps the total', () => {
    count.add(3);
    assert.deepEqual(readAfter(59_000), [3, 3, 3]);
    count.add();
    assert.deepEqual(readAfter(1_000), [1, 4, 4]);
    assert.deepEqual(readAfter(HOUR - 61_000), [0, 4, 4]);
    assert.deepEqual(readAfter(1_000), [0, 1, 4]);
    assert.deepEqual(readAfter(MINUTE), [0, 0, 4]);
  });

  it('has nothing left of what happened before a long silence', () => {
    count.add(5);
    assert.deepEqual(readAfter(1_000 * HOUR), [0, 0, 5]);
    count.add(2);
    assert.deepEqual(readAfter(0), [2, 2, 7]);
  });

  it('agrees with a list of the moments, whatever the pace', () => {
    const moments: number[] = [];
    for (let n = 0; n < 2_000; n++) {
      time += (n * 7_919) % 10_000;
      count.add();
      moments.push(time);
    }
    const since = (seconds: number) =>
      moments.filter((at) => Math.floor(at / 1_000) > Math.floor(time / 1_000) - seconds).length;
    assert.deepEqual(readAfter(0), [since(60), since(3_600), 2_000]);
    assert.ok(since(3_600) < 2_000, 'some of it is older than an hour');
  });
});
