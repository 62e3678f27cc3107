import assert from 'node:assert/strict';
import type { EventStore } from '../../../../server/domain/event-store.ts';
import { openStore } from '../../../../server/stores/open-store.ts';
import { rewarded, stream, updated } from '../example-events.ts';
import { describePostgres } from './with-postgres.ts';

describePostgres('Writers of a PostgreSQL store', (postgres) => {
  /** Does something with several stores on one schema. */
  async function together(count: number, work: (stores: EventStore[], schema: string) => Promise<void>): Promise<void> {
    const uri = postgres().newUri();
    const stores = await Promise.all(Array.from({ length: count }, () => openStore(uri, { readOnly: false })));
    try {
      await work(stores, new URL(uri).searchParams.get('schema')!);
    } finally {
      await Promise.all(stores.map((store) => store.close()));
    }
  }

  for (const count of [2, 3, 6]) {
    it(`may all open an empty database at once, ${count} of them`, () =>
      together(count, async (stores) => {
        await Promise.all(stores.map((store, n) => store.saveEvent(rewarded(n + 1, 0))));
        assert.equal(await stores[0]!.countStream('task-789'), count);
      }));
  }

  it('win each version once, and the others learn both versions', () =>
    together(4, async (stores) => {
      const append = async (store: EventStore) => {
        for (let won = 0; won < 5; ) {
          const version = await store.getAggregateVersion('task-789');
          const result = await store
            .saveEvent(rewarded(version + 1, 0), { expectedVersion: version })
            .catch((error) => error);
          if (typeof result === 'string') won++;
          else {
            assert.equal(result.code, 'version-conflict');
            assert.match(result.message, /is at version \d+, the writer expected \d+/);
          }
        }
      };
      await Promise.all(stores.map(append));
      const events = await stores[0]!.getEventsByAggregate('task-789');
      assert.deepEqual(
        events.map(({ version }) => version),
        Array.from({ length: 20 }, (_, n) => n + 1),
      );
    }));

  it('cannot both leave a gap after the version that they expect', () =>
    together(4, async (stores) => {
      await stores[0]!.saveEvent(rewarded(1, 0));
      const results = await Promise.allSettled(
        stores.map((store, n) => store.saveEvent(rewarded(10 + n, 0), { expectedVersion: 1 })),
      );
      assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1);
      for (const result of results) {
        if (result.status === 'rejected') assert.equal(result.reason.code, 'version-conflict', result.reason.message);
      }
      assert.equal(await stores[0]!.countStream('task-789'), 2);
    }));

  it('are kept from each other where no index does it', () =>
    together(1, async ([owner], schema) => {
      await postgres().run(`DROP INDEX ${schema}.ux_events_aggregate_id_version`);
      const stores = await Promise.all(
        Array.from({ length: 4 }, () => openStore(postgres().uriOf(schema), { readOnly: false })),
      );
      const results = await Promise.allSettled(stores.map((store) => store.saveEvents([updated(1), rewarded(1, 0)])));
      assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1);
      assert.deepEqual([await owner!.countStream('task-789'), await owner!.countStream('agent-123')], [1, 1]);
      await Promise.all(stores.map((store) => store.close()));
    }));

  it('save a batch that is larger than a statement whole or not at all', () =>
    together(1, async ([store]) => {
      const batch = stream(12_000, (version) => updated(version, { timestamp: '2025-09-19T13:00:00Z' }));
      await assert.rejects(store!.saveEvents([...batch, batch[0]!]), { code: 'version-conflict' });
      assert.equal(await store!.countStream('agent-123'), 0);
      assert.equal((await store!.saveEvents(batch)).length, 12_000);
      assert.equal(await store!.countStream('agent-123'), 12_000);
      const replayed = await Array.fromAsync(store!.replayEvents('agent-123', 3), ({ version }) => version);
      assert.deepEqual(
        replayed,
        batch.slice(2).map(({ version }) => version),
      );
      const late = await store!.getEventAt('agent-123', 11_000);
      assert.equal(late?.version, 11_000);
      assert.equal(await store!.getPosition('agent-123', late.key), 11_000);
      await store!.saveEvent(updated(12_002, { timestamp: '2025-09-19T13:00:00Z' }));
      assert.equal((await store!.getEventAt('agent-123', 12_001))?.version, 12_002);
      assert.equal(await store!.countStream('agent-123'), 12_001);
    }));

  it('search along a stream, in both directions and between two places', () =>
    together(1, async ([store]) => {
      await store!.saveEvents(
        stream(11_000, (version) =>
          updated(version, {
            timestamp: '2025-09-19T13:00:00Z',
            event_type: version % 10_500 === 0 ? 'deployed' : 'updated',
            event_data: { n: version },
          }),
        ),
      );
      const search = store!.searchStream!('agent-123', [
        { event_type: 'agent.deployed' },
        { where: "event_data['n'] == 7" },
      ])!;
      const found: number[] = [];
      let passed = 0;
      for (let after: Parameters<typeof search.next>[0]; ; ) {
        const step = await search.next(after, undefined);
        if (step.kind === 'end') break;
        if (step.kind === 'found') found.push(step.event.version);
        else passed++;
        after = step.kind === 'found' ? step.event.key : step.key;
      }
      assert.deepEqual([found, passed], [[7, 10_500], 2]);
      const end = (await store!.getEventAt('agent-123', 11_000))!.key;
      const back = await search.previous(end, undefined);
      assert.ok(back.kind === 'found' && back.event.version === 10_500);
      assert.deepEqual(await search.previous(back.event.key, { version: 10_000, tie: end.tie }), { kind: 'end' });
      assert.equal(store!.searchStream!('agent-123', [{}]), undefined);
    }));
});
