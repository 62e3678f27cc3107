import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { RecordedEvent } from '../../../../server/domain/event.ts';
import type { EventStore } from '../../../../server/domain/event-store.ts';
import { openStore } from '../../../../server/stores/open-store.ts';
import { rewarded } from '../example-events.ts';
import { makeReferenceDatabase, type ReferenceShape, referenceRows } from '../reference-database.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const SHAPES: readonly ReferenceShape[] = ['python', 'bare', 'document'];

describe('a database that Agent Lightning made', () => {
  const file = temporaryFolder();

  for (const shape of SHAPES) {
    describe(`with the ${shape} table`, () => {
      let store: EventStore;
      beforeEach(async () => {
        makeReferenceDatabase(file('agentlightning.db'), { shape });
        store = await openStore(file('agentlightning.db'));
      });
      afterEach(() => store.close());

      it('is read in order, duplicate versions and gaps included', async () => {
        const events = await store.getEventsByAggregate('agent-123');
        assert.deepEqual(places(events), ['1 created', '2 updated', '2 updated', '4 agent.deployed']);
        assert.deepEqual(events[1]?.event_data, { temperature: 0.2 });
        for (const [index, event] of events.entries()) {
          assert.equal(await store.getPosition('agent-123', event.key), index + 1);
          assert.equal((await store.getEventAt('agent-123', index + 1))?.event_id, event.event_id);
          const rest = await store.readStream('agent-123', { after: event.key, limit: 10 });
          assert.deepEqual(places(rest), places(events.slice(index + 1)));
        }
        assert.deepEqual(places(await store.readStream('agent-123', { fromVersion: 2, limit: 2 })), [
          '2 updated',
          '2 updated',
        ]);
        assert.equal(await store.countStream('agent-123'), 4);
        assert.equal(await store.getAggregateVersion('agent-123'), 4);
      });

      it('keeps two aggregate types in one stream apart', async () => {
        const stream = await store.getEventStream('local_task_001');
        assert.deepEqual(stream.aggregate_types, ['task', 'rollout']);
        assert.deepEqual(
          (await store.listAggregates()).map(({ aggregate_id, aggregate_types, event_count }) => [
            aggregate_id,
            aggregate_types,
            event_count,
          ]),
          [
            ['agent-123', ['agent'], 4],
            ['local_task_001', ['task', 'rollout'], 3],
            ['task-789', ['task'], 4],
          ],
        );
        assert.deepEqual(await store.listAggregateTypes(), ['agent', 'rollout', 'task']);
        assert.deepEqual(
          (await store.listAggregates({ aggregateType: 'rollout', contains: 'TASK' })).map(
            (found) => found.last_timestamp,
          ),
          ['2025-09-19T05:00:02.012800Z'],
        );
      });

      it('shows payloads as Python wrote them, and those that are no JSON as malformed', async () => {
        const [nan, big, half, broken] = await store.getEventsByAggregate('task-789');
        assert.deepEqual(nan?.event_data, { reward: Number.NaN, bound: Number.NEGATIVE_INFINITY });
        assert.equal(big?.event_data.seed, 123456789012345678901234567890n);
        assert.equal(half?.event_data.result, '\ud83e');
        assert.deepEqual(half?.metadata, { attempt: 2 });
        assert.match(broken?.malformed ?? '', /event_data is not JSON/);
        for (const [event, row] of [
          [nan, 7],
          [big, 8],
          [half, 9],
          [broken, 10],
        ] as const) {
          assert.equal(event?.row.event_data_text, referenceRows()[row]?.event_data);
        }
      });

      it('finds a type in both spellings, a cause, and a time', async () => {
        const find = async (filter: object) =>
          places((await store.queryEvents(filter, { order: 'oldest-first' })).events);
        assert.deepEqual(await find({ event_type: 'deployed' }), ['4 agent.deployed']);
        assert.deepEqual(await find({ event_type: 'agent.updated' }), ['2 updated', '2 updated']);
        assert.deepEqual(await find({ from_timestamp: '2025-09-19T05:00:09.057600Z' }), ['3 completed', '4 failed']);
        assert.deepEqual(await find({ to_timestamp: '2025-09-19T05:00:00Z' }), ['1 received']);
        assert.deepEqual(await find({ metadata_filters: { attempt: 2 } }), ['3 completed']);
        const [received] = await store.getEventsByAggregate('local_task_001');
        assert.deepEqual(places(await store.findCaused(received!.event_id)), ['2 started']);
      });

      it('has no snapshots', async () => {
        assert.equal(await store.getLatestSnapshot('agent-123'), undefined);
      });
    });

    it(`is not changed by reading it, neither a byte of the ${shape} table nor a file beside it`, async () => {
      makeReferenceDatabase(file('agentlightning.db'), { shape });
      const before = readFileSync(file('agentlightning.db'));
      const store = await openStore(file('agentlightning.db'));
      await store.getEventStream('agent-123');
      await store.queryEvents({ event_type: 'updated' });
      await store.listAggregates();
      assert.deepEqual(readdirSync(file('')), ['agentlightning.db']);
      await store.close();
      assert.deepEqual(readdirSync(file('')), ['agentlightning.db']);
      assert.ok(readFileSync(file('agentlightning.db')).equals(before));
    });

    it(`takes appended events into the ${shape} table as it is, and protects versions without an index`, async () => {
      makeReferenceDatabase(file('agentlightning.db'), { shape });
      const before = schemaOf(file('agentlightning.db'));
      const store = await openStore(file('agentlightning.db'), { readOnly: false });
      await store.saveEvent(rewarded(5, 0.5, { metadata: { attempt: 3 } }), { expectedVersion: 4 });
      await assert.rejects(store.saveEvent(rewarded(5, 0.9)), { code: 'version-conflict' });
      await assert.rejects(store.saveEvent(rewarded(6, 0.9), { expectedVersion: 4 }), { code: 'version-conflict' });
      const event = await store.getEventAt('task-789', 5);
      await assert.rejects(store.saveEvent({ ...rewarded(6, 0.9), event_id: event!.event_id }), {
        code: 'duplicate-event',
      });
      assert.deepEqual(event?.metadata, { attempt: 3 });
      await assert.rejects(store.saveSnapshot('task-789', {}, 5), { code: 'store-failed', message: /event_snapshots/ });
      await store.close();
      assert.deepEqual(schemaOf(file('agentlightning.db')), before);
      const stored = new Database(file('agentlightning.db'), { readonly: true });
      assert.equal(
        stored.prepare('SELECT timestamp FROM events WHERE version = 5').pluck().get(),
        '2025-09-19 13:00:05.006400',
      );
      stored.close();
    });
  }

  it('says what its missing indexes cost', async () => {
    makeReferenceDatabase(file('python.db'));
    makeReferenceDatabase(file('bare.db'), { shape: 'bare' });
    const [python, bare] = await Promise.all([openStore(file('python.db')), openStore(file('bare.db'))]);
    assert.match(python.remarks.join('\n'), /^The table events has no index on \(aggregate_id, version\)/);
    assert.equal(python.remarks.length, 1);
    assert.match(bare.remarks.join('\n'), /no index on aggregate_id, aggregate_type, timestamp, causation_id/);
    await Promise.all([python.close(), bare.close()]);
  });

  it('is read on while Python appends to it, also events that belong before those already read', async () => {
    makeReferenceDatabase(file('agentlightning.db'));
    const store = await openStore(file('agentlightning.db'));
    assert.equal(await store.countStream('agent-123'), 4);
    const python = new Database(file('agentlightning.db'));
    const append = python.prepare(
      "INSERT INTO events (id, event_id, aggregate_id, aggregate_type, event_type, event_data, timestamp, version) VALUES (?, ?, 'agent-123', 'agent', 'status', '{}', '2025-09-19 06:00:00', ?)",
    );
    append.run('a', 'a', 5);
    assert.equal((await store.getEventAt('agent-123', 5))?.event_type, 'status');
    append.run('b', 'b', 3);
    assert.deepEqual(places(await store.getEventsByAggregate('agent-123', 3)), [
      '3 status',
      '4 agent.deployed',
      '5 status',
    ]);
    python.close();
    await store.close();
  });

  it('may lack every column that is not required', async () => {
    const database = new Database(file('small.db'));
    database.exec(`
      CREATE TABLE events (event_id, aggregate_id, aggregate_type, event_type, event_data, timestamp, version);
      INSERT INTO events VALUES ('e-1', 'agent-123', 'agent', 'created', '{}', '2025-09-19 05:26:56', 1);
    `);
    database.close();
    const store = await openStore(file('small.db'), { readOnly: false });
    const event = await store.getEvent('e-1');
    assert.deepEqual([event?.correlation_id, event?.user_id, event?.metadata], [null, null, {}]);
    assert.deepEqual((await store.queryEvents({ user_id: 'user-456' })).events, []);
    assert.deepEqual(await store.findCaused('e-1'), []);
    await store.saveEvent(rewarded(1, 0.5));
    assert.equal(await store.getAggregateVersion('task-789'), 1);
    await store.close();
  });
});

function places(events: readonly RecordedEvent[]): string[] {
  return events.map((event) => `${event.version} ${event.event_type}`);
}

function schemaOf(path: string): unknown[] {
  const database = new Database(path, { readonly: true });
  const schema = database.prepare('SELECT type, name, sql FROM sqlite_schema').all();
  const mode = database.pragma('journal_mode');
  database.close();
  return [...schema, mode];
}
