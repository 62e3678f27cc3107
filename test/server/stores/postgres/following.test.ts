import assert from 'node:assert/strict';
import type { RecordedEvent } from '../../../../server/domain/event.ts';
import type { EventStore } from '../../../../server/domain/event-store.ts';
import { openStore } from '../../../../server/stores/open-store.ts';
import { follow } from '../contract/tailing.ts';
import { versions } from '../contract/with-store.ts';
import { at, rewarded, stream, updated } from '../example-events.ts';
import { describePostgres } from './with-postgres.ts';

describePostgres('Following a PostgreSQL store', (postgres) => {
  const schemaOf = (uri: string) => new URL(uri).searchParams.get('schema')!;

  /** Events as they arrive; `of` waits until so many of an aggregate are there. */
  function heardOf(store: EventStore, onError: (error: unknown) => void = assert.ifError) {
    const heard: RecordedEvent[] = [];
    let onMore = () => {};
    const hear = (events: readonly RecordedEvent[]) => {
      heard.push(...events);
      onMore();
    };
    const tail = store.subscribe({}, hear, { onError });
    const of = async (aggregateId: string, count: number): Promise<number[]> => {
      for (;;) {
        const found = heard.filter(({ aggregate_id }) => aggregate_id === aggregateId);
        if (found.length >= count) return versions(found);
        await new Promise<void>((resolve) => {
          onMore = resolve;
        });
      }
    };
    return { heard, of, close: () => tail.close() };
  }

  it('hears what other connections commit, in the order of their commits, once', async () => {
    const uri = postgres().newUri();
    const [writer, reader] = [await openStore(uri, { readOnly: false }), await openStore(uri)];
    await writer.saveEvents(stream(3));
    const first = heardOf(reader);
    await saveUntil(writer, first.of('probe', 1));
    const second = heardOf(reader);
    await saveUntil(writer, second.of('probe', 1));
    await writer.saveEvents(stream(500, (n) => updated(n, { timestamp: at(1) })));
    await writer.saveEvent(rewarded(4, 0));
    for (const tail of [first, second]) {
      assert.deepEqual(await tail.of('task-789', 1), [4]);
      assert.deepEqual(
        await tail.of('agent-123', 500),
        Array.from({ length: 500 }, (_, n) => n + 1),
      );
      assert.equal(new Set(tail.heard.map(({ event_id }) => event_id)).size, tail.heard.length);
      assert.deepEqual(
        tail.heard
          .slice(-501)
          .map(({ aggregate_id }) => aggregate_id)
          .indexOf('task-789'),
        500,
      );
    }
    await Promise.all([writer.close(), reader.close()]);
  });

  it('finds after a lost connection what was appended meanwhile, and says that it was lost', async function () {
    this.timeout(60_000);
    const uri = postgres().newUri();
    const [writer, reader] = [await openStore(uri, { readOnly: false }), await openStore(uri)];
    const errors: unknown[] = [];
    const tail = heardOf(reader, (error) => errors.push(error));
    await saveUntil(writer, tail.of('probe', 1));
    await postgres().run(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND pid <> pg_backend_pid()",
    );
    const timestamp = new Date().toISOString();
    await writer.saveEvents(stream(3, (n) => rewarded(n, 0, { timestamp })));
    assert.deepEqual(await tail.of('task-789', 3), [1, 2, 3]);
    assert.equal(errors.length, 1);
    assert.match(String(errors[0]), /was lost/);
    await writer.saveEvent(rewarded(4, 0));
    assert.deepEqual(await tail.of('task-789', 4), [1, 2, 3, 4]);
    await Promise.all([writer.close(), reader.close()]);
  });

  it('survives a server that is away for a while', async function () {
    this.timeout(60_000);
    const store = await openStore(postgres().newUri(), { readOnly: false });
    const errors: unknown[] = [];
    const tail = heardOf(store, (error) => errors.push(error));
    await store.saveEvent(rewarded(1, 0));
    await tail.of('task-789', 1);
    postgres().server.control('restart');
    assert.equal(await store.countStream('task-789'), 1);
    await store.saveEvent(rewarded(2, 0));
    assert.deepEqual(await tail.of('task-789', 2), [1, 2]);
    assert.ok(errors.length > 0);
    await store.close();
  });

  it('looks every so often where nobody tells', async () => {
    const uri = postgres().newUri();
    await (await openStore(uri, { readOnly: false })).close();
    await postgres().run(`DROP TRIGGER event_replay_notify ON ${schemaOf(uri)}.events`);
    const [writer, reader] = [await openStore(uri, { readOnly: false }), await openStore(uri)];
    await writer.saveEvents(stream(5));
    const own = follow(writer, { event_type: 'completed' }, 2);
    await writer.saveEvents([rewarded(6, 0), updated(1, { timestamp: at(6) }), rewarded(7, 0)]);
    assert.deepEqual(versions(await own), [6, 7]);
    const tail = heardOf(reader);
    await saveUntil(writer, tail.of('probe', 1));
    tail.close();
    await Promise.all([writer.close(), reader.close()]);
  });

  it('notices where nobody tells what is appended with a time long past, once', async () => {
    const uri = postgres().newUri();
    await (await openStore(uri, { readOnly: false })).close();
    await postgres().run(`DROP TRIGGER event_replay_notify ON ${schemaOf(uri)}.events`);
    const [writer, reader] = [await openStore(uri, { readOnly: false }), await openStore(uri)];
    await writer.saveEvents(stream(300, (n) => updated(n, { timestamp: '2001-01-01T00:00:00Z' })));
    await writer.saveEvent(rewarded(1, 0, { timestamp: new Date().toISOString() }));
    const tail = heardOf(reader);
    await saveUntil(writer, tail.of('probe', 1));
    await writer.saveEvents(stream(400, (n) => updated(300 + n, { timestamp: '2001-01-01T00:00:00Z' })));
    await writer.saveEvent(rewarded(2, 0, { timestamp: '2001-01-01T00:00:00Z' }));
    assert.deepEqual(await tail.of('task-789', 1), [2]);
    await tail.of('agent-123', 400);
    const probes = await tail.of('probe', 1);
    await saveUntil(writer, tail.of('probe', probes.length + 2));
    assert.equal((await tail.of('agent-123', 400)).length, 400);
    tail.close();
    await Promise.all([writer.close(), reader.close()]);
  });

  it('holds no connection when nobody follows any more', async () => {
    const uri = postgres().newUri();
    const store = await openStore(uri, { readOnly: false });
    const oid = await postgres().run(`SELECT '${schemaOf(uri)}.events'::regclass::oid AS oid`);
    const listeners = () =>
      postgres().run(`SELECT count(*)::int AS n FROM pg_stat_activity WHERE query LIKE 'LISTEN%${oid[0]?.oid}'`);
    const tails = [follow(store, {}, 1), follow(store, {}, 1)];
    await store.saveEvent(rewarded(1, 0));
    await Promise.all(tails);
    const again = follow(store, {}, 1);
    await store.saveEvent(rewarded(2, 0));
    assert.deepEqual(versions(await again), [2]);
    await store.close();
    while ((await listeners())[0]?.n !== 0);
  });

  /** Appends to the stream `probe` until somebody has heard of it: a store may begin to listen a little later. */
  async function saveUntil(store: EventStore, heard: Promise<unknown>): Promise<void> {
    let isHeard = false;
    const done = heard.then(() => {
      isHeard = true;
    });
    for (let version = (await store.getAggregateVersion('probe')) + 1; !isHeard; version++) {
      await store.saveEvent(rewarded(version, 0, { aggregate_id: 'probe', timestamp: new Date().toISOString() }));
    }
    await done;
  }
});
