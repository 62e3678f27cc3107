import assert from 'node:assert/strict';
import { renameSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { StreamKey } from '../../../../server/domain/event.ts';
import type { EventStore } from '../../../../server/domain/event-store.ts';
import { openStore } from '../../../../server/stores/open-store.ts';
import { ReaderThread } from '../../../../server/stores/sqlite/reader-thread.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const EVENTS = 60_000;
const PAGE = 500;
const FIELDS = new Set(['event_data'] as const);
/** Where the reward is high: near the start, far in, twice in a window, the last event. */
const HIGH = [3, 31_000, 31_007, 47_123, EVENTS];

describe('reading a long SQLite stream ahead', () => {
  const file = temporaryFolder();
  let threads = 0;
  const count = () => threads++;

  beforeEach(async () => {
    await makeStore(file('events.db'));
    threads = 0;
    process.on('worker', count);
  });
  afterEach(() => process.off('worker', count));

  it('gives the same pages as reading each when it is asked for, from one more thread', async () => {
    const store = await openStore(file('events.db'));
    const steps = await stepsOf(store);
    assert.deepEqual(
      steps,
      Array.from({ length: EVENTS }, (_, n) => n + 1),
    );
    assert.equal(threads, 1);
    await store.close();
  });

  it('is right also where a version is missing, and where a payload is no text', async () => {
    const database = new Database(file('events.db'));
    database.exec(
      `DELETE FROM events WHERE version = 20001; UPDATE events SET event_data = x'7b7d' WHERE version = 40000`,
    );
    database.close();
    const store = await openStore(file('events.db'));
    const steps = await stepsOf(store);
    assert.equal(steps.length, EVENTS - 1);
    assert.deepEqual([steps[19_999], steps[20_000], steps[39_998], steps.at(-1)], [20_000, 20_002, undefined, EVENTS]);
    await store.close();
  });

  it('starts no thread for who reads a few pages here and there', async () => {
    const store = await openStore(file('events.db'));
    for (const version of [100, 5_000, 30_000, 200, 50_000, 40_000, 7, 8, 9, 10]) {
      const page = await store.readStream('task-789', {
        after: { version, tie: version },
        limit: PAGE,
        fields: FIELDS,
      });
      assert.equal(page[0]!.event_data.step, version + 1);
    }
    assert.equal(threads, 0);
    await store.close();
  });

  for (const [what, where] of [
    ['where SQL narrows it down', "event_data['reward'] > 2"],
    ['where each payload has to be tested', "len(str(event_data['reward'])) == 1"],
    ['where more of each event has to be read', "len(str(event_data['reward'])) == 1 or service_name == 'x'.upper()"],
    [
      'where a position is asked for',
      "len(str(event_data['reward'])) == 1 and position in [3, 31000, 31007, 47123, 60000]",
    ],
  ] as const) {
    it(`finds the same events as looking oneself, in both directions and up to a place, ${what}`, async () => {
      const store = await openStore(file('events.db'));
      const hits = (way: 'next' | 'previous', from: StreamKey | undefined, to?: StreamKey) =>
        hitsOf(store, where, way, from, to);
      assert.deepEqual(await hits('next', undefined), HIGH);
      assert.equal(threads, 1);
      assert.deepEqual(await hits('previous', { version: EVENTS + 1, tie: 0 }), [...HIGH].reverse());
      const before = { version: 47_122, tie: Number.MAX_SAFE_INTEGER };
      assert.deepEqual(await hits('next', { version: 10, tie: 10 }, before), [31_000, 31_007]);
      assert.deepEqual(await hits('previous', { version: 47_123, tie: 0 }, { version: 31_007, tie: 0 }), [31_007]);
      await store.close();
    });
  }

  it('tests what is no text, and what stands beside a gap, by itself', async () => {
    const database = new Database(file('events.db'));
    database.exec(`UPDATE events SET event_data = x'7b22726577617264223a20337d' WHERE version = 40000`);
    database.close();
    const search = "len(str(event_data['reward'])) == 1";
    const store = await openStore(file('events.db'));
    const withBlob = [3, 31_000, 31_007, 40_000, 47_123, EVENTS];
    assert.deepEqual(await hitsOf(store, search, 'next', undefined), withBlob);
    const other = new Database(file('events.db'));
    other.exec('DELETE FROM events WHERE version = 31003');
    other.close();
    assert.deepEqual(await hitsOf(store, search, 'next', undefined), withBlob);
    await store.close();
  });

  for (const [where, count] of [
    ["event_data['reward'] > 2", HIGH.length],
    ["event_data['step'] >= 25_000 and event_data['reward'] < 2", EVENTS - 24_999 - 4],
    ["event_data['step'] % 7 == 0", Math.floor(EVENTS / 7)],
  ] as const) {
    it(`finds in the whole store what ${where} selects, each once and in order`, async () => {
      const store = await openStore(file('events.db'));
      assert.equal(await store.countEvents({ where }), count);
      // Where most of what is read is selected, reading is little of the work.
      if (count === HIGH.length) assert.equal(threads, 1);
      const { events } = await store.queryEvents({ where }, { limit: 3, order: 'oldest-first' });
      const last = await store.queryEvents({ where }, { limit: 1 });
      const versions = [...events, ...last.events].map(({ version }) => version);
      assert.deepEqual(
        versions,
        [...new Set(versions)].sort((a, b) => a - b),
      );
      await store.close();
    });
  }

  it('stands still soon where the condition is a long one', async () => {
    const store = await openStore(file('events.db'));
    const slow = "sum([n for n in range(20000)]) < 0 and len(str(event_data['reward'])) == 1";
    const search = store.searchStream!('task-789', [{ where: slow }])!;
    const step = await search.next({ version: 1_000, tie: 1_000 }, undefined);
    assert.ok(step.kind === 'passed' && step.key.version > 1_000 && step.key.version < 1_050, JSON.stringify(step));
    await store.close();
  });

  it('plans a search anew after somebody wrote', async () => {
    const store = await openStore(file('events.db'));
    const search = store.searchStream!('task-789', [{ event_type: 'reviewed' }])!;
    assert.equal((await search.next(undefined, undefined)).kind, 'end');
    insert(file('events.db'), EVENTS + 1, EVENTS + 1, '{}', 'reviewed');
    const step = await search.next(undefined, undefined);
    assert.equal(step.kind === 'found' && step.event.version, EVENTS + 1);
    await store.close();
  });

  it('sees what was appended while it read', async () => {
    const store = await openStore(file('events.db'));
    const search = store.searchStream!('task-789', [{ where: "event_data['reward'] > 9" }])!;
    let step = await search.next(undefined, undefined);
    for (let n = 0; step.kind === 'passed'; n++) {
      if (n === 7) insert(file('events.db'), EVENTS + 1, EVENTS + 1, '{"reward": 10}');
      step = await search.next(step.key, undefined);
    }
    assert.equal(step.kind === 'found' && step.event.version, EVENTS + 1);
    assert.equal(step.kind === 'found' && step.position, EVENTS + 1);
    await store.close();
  });

  it('counts a stream of many events in the thread, before it goes far into it', async () => {
    insert(file('events.db'), EVENTS + 1, 2 * EVENTS);
    const store = await openStore(file('events.db'));
    const far = await Promise.all([store.getEventAt('task-789', 110_000), store.getEventAt('task-789', 110_001)]);
    assert.deepEqual(
      far.map((event) => event?.version),
      [110_000, 110_001],
    );
    assert.equal(threads, 1);
    insert(file('events.db'), 2 * EVENTS + 1, 2 * EVENTS + 1);
    assert.equal(await store.countStream('task-789'), 2 * EVENTS + 1);
    await store.close();
  });

  it('finds far positions too where a version is missing', async () => {
    insert(file('events.db'), EVENTS + 1, 2 * EVENTS);
    const database = new Database(file('events.db'));
    database.exec('DELETE FROM events WHERE version = 20001');
    database.close();
    const store = await openStore(file('events.db'));
    const far = await store.getEventAt('task-789', 110_000);
    assert.equal(far?.version, 110_001);
    assert.equal(await store.getPosition('task-789', far!.key), 110_000);
    assert.equal(threads, 1);
    await store.close();
  });

  it('ends the thread when nobody has asked for a while, and starts it again for who asks then', async () => {
    const reader = new ReaderThread(file('events.db'), 50);
    const count = async () => (await reader.all('SELECT count(*) AS n FROM events', []))?.[0];
    assert.deepEqual(await count(), { n: EVENTS });
    const ended = new Promise((resolve) => process.once('worker', (worker) => worker.once('exit', resolve)));
    await new Promise((resolve) => setTimeout(resolve, 500));
    assert.deepEqual(await count(), { n: EVENTS });
    assert.equal(threads, 2);
    await ended;
    assert.deepEqual(await count(), { n: EVENTS });
    await reader.close();
    assert.equal(await count(), undefined);
  });

  it('can be closed in the middle, and lets go of the file', async () => {
    const store = await openStore(file('events.db'));
    const reading = stepsOf(store, 20_000);
    await reading;
    await store.close();
    renameSync(file('events.db'), file('moved.db'));
    await assert.rejects(store.countStream('task-789'), /was closed/);
  });
});

/** `event_data.step` of each event, page by page; undefined for what cannot be read. */
async function stepsOf(store: EventStore, upTo = Infinity): Promise<unknown[]> {
  const steps: unknown[] = [];
  for (let after: StreamKey | undefined; steps.length < upTo; ) {
    const page = await store.readStream('task-789', { after, limit: PAGE, fields: FIELDS });
    steps.push(...page.map(({ event_data }) => event_data.step));
    after = page.at(-1)?.key;
    if (!after) break;
  }
  return steps;
}

/** The versions at which a condition is true, from one place to another. */
async function hitsOf(
  store: EventStore,
  where: string,
  way: 'next' | 'previous',
  from: StreamKey | undefined,
  to?: StreamKey,
) {
  const search = store.searchStream!('task-789', [{ where }])!;
  const versions: number[] = [];
  for (let key = from; ; ) {
    const step = way === 'next' ? await search.next(key, to) : await search.previous(key!, to);
    if (step.kind === 'end') return versions;
    if (step.kind === 'found') {
      assert.equal(step.position, step.event.version);
      versions.push(step.event.version);
    }
    key = step.kind === 'found' ? step.event.key : step.key;
  }
}

async function makeStore(path: string): Promise<void> {
  await (await openStore(path, { readOnly: false })).close();
  insert(path, 1, EVENTS);
}

function insert(path: string, from: number, to: number, payload?: string, type = 'scored'): void {
  const database = new Database(path);
  const statement = database.prepare(
    `INSERT INTO events (id, event_id, aggregate_id, aggregate_type, event_type, event_data, timestamp, version)
     VALUES (@id, @id, 'task-789', 'task', @type, @payload, '2025-09-19 05:26:56', @version)`,
  );
  const high = new Set(HIGH);
  database.transaction(() => {
    for (let version = from; version <= to; version++) {
      const plain = `{"step": ${version}, "reward": ${high.has(version) ? 3 : 0.5}}`;
      statement.run({ id: `event-${version}`, version, payload: payload ?? plain, type });
    }
  })();
  database.close();
}
