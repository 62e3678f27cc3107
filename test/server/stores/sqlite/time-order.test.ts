import assert from 'node:assert/strict';
import Database from 'better-sqlite3';
import type { RecordedEvent } from '../../../../server/domain/event.ts';
import type { EventStore } from '../../../../server/domain/event-store.ts';
import { openStore } from '../../../../server/stores/open-store.ts';
import { insertReferenceRows, makeReferenceDatabase, naiveTime, type ReferenceRow } from '../reference-database.ts';
import { temporaryFolder } from '../temporary-folder.ts';

/** The forms of a second half, oldest first: each is later than the one before. */
const MIXED = [
  '2025-09-19 05:26:56',
  '2025-09-19T05:26:56.000001Z',
  '2025-09-19 07:26:56.5+02:00',
  '2025-09-19 05:26:56.600000',
  1758259616.7,
  '2025-09-18T22:26:57-07:00',
  '2025-09-19T05:26:58',
];

describe('the order of time', () => {
  const file = temporaryFolder();

  function rows(times: readonly unknown[]): ReferenceRow[] {
    return times.map((timestamp, n) => ({
      event_id: `e-${n}`,
      aggregate_id: 'task-789',
      aggregate_type: 'task',
      event_type: 'completed',
      event_data: '{}',
      timestamp,
      version: n + 1,
    }));
  }

  async function pages(store: EventStore, order: 'newest-first' | 'oldest-first', limit: number): Promise<number[]> {
    const found: RecordedEvent[] = [];
    let cursor: string | undefined;
    do {
      const page = await store.queryEvents({}, { order, limit, cursor });
      found.push(...page.events);
      cursor = page.next;
    } while (cursor);
    return found.map((event) => event.version);
  }

  it('is right where all forms that occur are mixed, in either direction and across pages', async () => {
    const shuffled = [3, 0, 6, 2, 5, 1, 4];
    makeReferenceDatabase(file('mixed.db'), { rows: rows(shuffled.map((n) => MIXED[n])) });
    const store = await openStore(file('mixed.db'));
    const expected = MIXED.map((_, n) => shuffled.indexOf(n) + 1);
    for (const limit of [1, 2, 100]) {
      assert.deepEqual(await pages(store, 'oldest-first', limit), expected);
      assert.deepEqual(await pages(store, 'newest-first', limit), expected.toReversed());
    }
    assert.match(store.remarks.join('\n'), /timestamps are not all in the form of Python/);
    const late = { from_timestamp: '2025-09-19T05:26:56.5Z', to_timestamp: '2025-09-19T05:26:57Z' };
    assert.equal(await store.countEvents(late), 4);
    assert.equal((await store.queryEvents(late)).events.length, 4);
    await store.close();
  });

  it('is right where only the microseconds are left out at times, and bounds include both spellings of a second', async () => {
    const times = [
      '2025-09-19 05:26:56.006400',
      '2025-09-19 05:26:56',
      '2025-09-19 05:26:56.000000',
      '2025-09-19 05:26:57',
    ];
    makeReferenceDatabase(file('python.db'), { rows: rows(times) });
    const store = await openStore(file('python.db'));
    assert.deepEqual(await pages(store, 'oldest-first', 1), [2, 3, 1, 4]);
    const second = { from_timestamp: '2025-09-19T05:26:56Z', to_timestamp: '2025-09-19T05:26:56Z' };
    assert.equal(await store.countEvents(second), 2);
    assert.deepEqual(
      store.remarks.filter((remark) => remark.includes('timestamps')),
      [],
    );
    await store.close();
  });

  it('puts events whose time cannot be read before all others, and into no range of time', async () => {
    makeReferenceDatabase(file('odd.db'), { rows: rows(['2025-09-19 05:26:56', 'yesterday', null]) });
    const store = await openStore(file('odd.db'));
    assert.deepEqual(await pages(store, 'oldest-first', 1), [2, 3, 1]);
    assert.equal(await store.countEvents({ to_timestamp: '2999-01-01' }), 1);
    assert.equal(await store.countEvents({ from_timestamp: '0001-01-01' }), 1);
    assert.equal(await store.countEvents({}), 3);
    await store.close();
  });

  it('stays right when a row in another form is appended later', async () => {
    makeReferenceDatabase(file('python.db'), { rows: rows([naiveTime(1), naiveTime(3)]) });
    const store = await openStore(file('python.db'));
    assert.deepEqual(await pages(store, 'oldest-first', 10), [1, 2]);
    const other = new Database(file('python.db'));
    insertReferenceRows(other, [
      { ...rows([])[0], ...rows(['2025-09-19T05:00:02Z'])[0]!, event_id: 'late', version: 3 },
    ]);
    other.close();
    assert.deepEqual(await pages(store, 'oldest-first', 10), [1, 3, 2]);
    await store.close();
  });

  it('is noticed to be mixed by the query that meets a row which the samples of a large table missed', async () => {
    const times = Array.from({ length: 50_100 }, (_, n) => naiveTime(Math.floor(n / 100), n % 100));
    times[60] = '2025-09-19 05:00:00.500000+02:00';
    makeReferenceDatabase(file('large.db'), { shape: 'bare', rows: rows(times) });
    const store = await openStore(file('large.db'));
    const { events } = await store.queryEvents({}, { order: 'oldest-first', limit: 200 });
    assert.equal(events[0]?.timestamp, '2025-09-19T03:00:00.500000Z');
    assert.match(store.remarks.join('\n'), /timestamps are not all/);
    await store.close();
  }).timeout(20_000);
});
