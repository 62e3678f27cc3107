import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import Database from 'better-sqlite3';
import type { EventStore } from '../../../server/domain/event-store.ts';
import type { JsonObject } from '../../../server/domain/json.ts';
import { EventPublisher, type PublisherOptions } from '../../../server/publishing/event-publisher.ts';
import { MemoryStore } from '../../../server/stores/memory/memory-store.ts';
import { SqliteStore } from '../../../server/stores/sqlite/sqlite-store.ts';
import { versions } from '../stores/contract/with-store.ts';
import { rewarded, stream } from '../stores/example-events.ts';
import { temporaryFolder } from '../stores/temporary-folder.ts';

const completed = (reward: number, fields: JsonObject = {}) => ({
  aggregate_id: 'task-789',
  aggregate_type: 'task',
  event_type: 'completed',
  event_data: { reward },
  ...fields,
});

describe('EventPublisher', () => {
  const file = temporaryFolder();
  let warnings: string[];
  beforeEach(() => {
    warnings = [];
  });
  const publisherTo = (store: PublisherOptions['store'], options: Partial<PublisherOptions> = {}) =>
    new EventPublisher({
      store,
      firstDelayMs: 1,
      maxDelayMs: 2,
      warn: (message) => void warnings.push(message),
      ...options,
    });

  it('brings events to the store in order, with the next versions, and counts them', async () => {
    const store = new MemoryStore();
    await store.saveEvent(rewarded(1, 0.1));
    const told: string[] = [];
    const publisher = publisherTo(store, {
      batchSize: 7,
      onPublished: (events) => told.push(...events.map(({ event_id }) => event_id)),
    });
    const published = Array.from({ length: 50 }, (_, n) => publisher.publish(completed(n)));
    assert.equal(publisher.counts.buffered, 50);
    assert.equal(await publisher.flush(), 0);
    assert.equal(await published[49]!.stored, true);
    const events = (await store.getEventsByAggregate('task-789')).slice(1);
    assert.deepEqual(
      versions(events),
      Array.from({ length: 50 }, (_, n) => n + 2),
    );
    assert.deepEqual(
      events.map(({ event_id }) => event_id),
      published.map(({ event_id }) => event_id),
    );
    assert.deepEqual(
      told,
      published.map(({ event_id }) => event_id),
    );
    const none = { failed: 0, dropped: 0, retries: 0, conflicts: 0, buffered: 0 };
    assert.deepEqual(await publisher.close(), { published: 50, ...none });
    assert.deepEqual(warnings, []);
  });

  it('never breaks the caller: what is no event is counted and warned of', async () => {
    const publisher = publisherTo(new MemoryStore());
    const circular: { [key: string]: unknown } = {};
    circular.self = circular;
    for (const wrong of [
      completed(1, { aggregate_id: '' }),
      completed(1, { version: 0 }),
      completed(1, { timestamp: 'yesterday' }),
      completed(1, { event_data: circular as JsonObject }),
      undefined,
    ]) {
      assert.equal(await publisher.publish(wrong as never).stored, false);
    }
    assert.deepEqual([publisher.counts.failed, publisher.counts.published, warnings.length], [5, 0, 5]);
    assert.match(warnings[0]!, /Event must have an aggregate_id/);
    assert.equal(await publisher.publish(completed(1)).stored, true);
  });

  it('keeps the payload of the moment, whatever the caller does with it afterwards', async () => {
    const store = new MemoryStore();
    const publisher = publisherTo(store);
    const data = { reward: 0.5 };
    const { event_id } = publisher.publish({ ...completed(0), event_data: data });
    data.reward = 0.9;
    await publisher.flush();
    assert.deepEqual((await store.getEvent(event_id))?.event_data, { reward: 0.5 });
  });

  it('waits for a store that others keep locked, says so once, and again when it is back', async () => {
    const path = file('events.db');
    const store = await SqliteStore.open(path, { readOnly: false, patience: 1 });
    const other = new Database(path);
    other.exec('BEGIN IMMEDIATE');
    const publisher = publisherTo(store, {
      capacity: 5,
      warn: (message) => {
        warnings.push(message);
        if (message.startsWith('Events are being dropped')) other.exec('COMMIT');
      },
    });
    const published = [];
    for (let n = 0; n < 5; n++) published.push(publisher.publish(completed(n)));
    while (publisher.counts.retries < 3) await new Promise(setImmediate);
    const tooMany = [publisher.publish(completed(5)), publisher.publish(completed(6))];
    assert.deepEqual(await Promise.all(tooMany.map(({ stored }) => stored)), [false, false]);
    assert.deepEqual(await Promise.all(published.map(({ stored }) => stored)), [true, true, true, true, true]);
    assert.equal(await store.getAggregateVersion('task-789'), 5);
    assert.deepEqual(
      warnings.map((warning) => warning.split(':')[0]),
      ['Events wait for the store', 'Events are being dropped', 'The store takes events again; 0 are waiting'],
    );
    const { published: count, dropped, failed } = await publisher.close();
    assert.deepEqual({ count, dropped, failed }, { count: 5, dropped: 2, failed: 0 });
    other.close();
    await store.close();
  }).timeout(30_000);

  it('opens the store when it is first needed, also one that is not there yet', async () => {
    let attempts = 0;
    const publisher = publisherTo(async () => {
      if (++attempts < 4) throw new Error('connect ECONNREFUSED');
      return SqliteStore.open(file('late.db'), { readOnly: false });
    });
    assert.equal(attempts, 0);
    assert.equal(await publisher.publish(completed(1)).stored, true);
    assert.deepEqual([attempts, publisher.counts.retries], [4, 3]);
    await publisher.close();
    assert.match(warnings[0]!, /Events wait for the store: connect ECONNREFUSED/);
  });

  it('numbers its events anew when another writer was faster', async () => {
    const path = file('events.db');
    const [mine, theirs] = [await open(path), await open(path)];
    const mineToo = publisherTo(mine, { batchSize: 3 });
    const other = publisherTo(theirs, { batchSize: 3 });
    for (let n = 0; n < 60; n++) for (const publisher of [mineToo, other]) publisher.publish(completed(n));
    await Promise.all([mineToo.flush(), other.flush()]);
    assert.deepEqual([mineToo.counts.published, other.counts.published], [60, 60]);
    assert.ok(mineToo.counts.conflicts + other.counts.conflicts > 0, 'they did race');
    assert.deepEqual(
      versions(await mine.getEventsByAggregate('task-789')),
      Array.from({ length: 120 }, (_, n) => n + 1),
    );
    await Promise.all([mine.close(), theirs.close()]);
  }).timeout(30_000);

  it('loses only the event that the store will not take, and stores none twice', async () => {
    const store = new MemoryStore();
    await store.saveEvents(stream(3));
    const [first] = await store.getEventsByAggregate('task-789');
    const publisher = publisherTo(store);
    const published = Array.from({ length: 40 }, (_, n) => {
      if (n === 11) return publisher.publish({ ...completed(n), version: 2 });
      return publisher.publish(n === 30 ? { ...completed(n), event_id: first!.event_id } : completed(n));
    });
    const stored = await Promise.all(published.map((publication) => publication.stored));
    assert.deepEqual(
      stored.flatMap((isStored, n) => (isStored ? [] : [n])),
      [11],
    );
    assert.equal(await store.countStream('task-789'), 3 + 38);
    assert.deepEqual([publisher.counts.published, publisher.counts.failed], [39, 1]);
    assert.match(warnings.join(), /was not published: task-789 is at version/);
  });

  it('gives an event up that fails again and again on a store that answers', async () => {
    const path = file('strict.db');
    const store = await open(path);
    const owner = new Database(path);
    owner.exec(`CREATE TRIGGER strict BEFORE INSERT ON events WHEN json_extract(new.event_data, '$.reward') = 7
                BEGIN SELECT RAISE(ABORT, 'seven is not allowed here'); END`);
    owner.close();
    const publisher = publisherTo(store, { attempts: 3 });
    const published = Array.from({ length: 20 }, (_, n) => publisher.publish(completed(n)));
    const stored = await Promise.all(published.map((publication) => publication.stored));
    assert.deepEqual(
      stored.flatMap((isStored, n) => (isStored ? [] : [n])),
      [7],
    );
    assert.match(warnings.join('\n'), /was not published: .*seven is not allowed here/);
    await publisher.close();
    await store.close();
  }).timeout(30_000);

  it('flushes when it is closed, takes nothing afterwards, and says what it could not bring home', async () => {
    const store = new MemoryStore();
    const publisher = publisherTo(store);
    for (let n = 0; n < 500; n++) publisher.publish(completed(n));
    assert.equal((await publisher.close()).published, 500);
    assert.equal(await publisher.publish(completed(1)).stored, false);
    assert.equal(publisher.counts.dropped, 1);

    const lost = publisherTo(async () => Promise.reject(new Error('connect ECONNREFUSED')), {
      maxDelayMs: 60_000,
      firstDelayMs: 60_000,
    });
    const { stored } = lost.publish(completed(1));
    const counts = await lost.close(20);
    assert.equal(await stored, false);
    assert.deepEqual([counts.dropped, counts.published, counts.buffered], [1, 0, 0]);
    assert.match(warnings.at(-1)!, /^1 events were lost/);
  });

  it('closes a store that was still being opened when the publisher was closed', async () => {
    const { promise: opening, resolve: opened } = Promise.withResolvers<EventStore>();
    const publisher = publisherTo(() => opening);
    const { stored } = publisher.publish(completed(1));
    await publisher.close(1);
    assert.equal(await stored, false);
    const store = await open(file('events.db'));
    opened(store);
    await new Promise(setImmediate);
    await assert.rejects(store.countStream('task-789'), { code: 'store-failed', message: /was closed/ });
  });

  it('does not keep a process alive that has nothing else to do', async () => {
    const child = fork(new URL('./waiting-service.ts', import.meta.url), [], { stdio: 'ignore' });
    const [code] = await once(child, 'exit');
    assert.equal(code, 0);
  }).timeout(30_000);

  const open = (path: string): Promise<EventStore> => SqliteStore.open(path, { readOnly: false });
});
