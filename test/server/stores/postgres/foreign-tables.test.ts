import assert from 'node:assert/strict';
import { openStore } from '../../../../server/stores/open-store.ts';
import { at, rewarded, stream } from '../example-events.ts';
import { describePostgres, REFERENCE } from './with-postgres.ts';

describePostgres('A PostgreSQL table that Agent Lightning made', (postgres) => {
  let made = 0;

  async function make(columns: string): Promise<string> {
    const schema = `lightning_${++made}`;
    await postgres().run(`CREATE SCHEMA ${schema}; CREATE TABLE ${schema}.events (${columns})`);
    return schema;
  }

  it('is not touched, whoever asks', async () => {
    const schema = await make(REFERENCE);
    const store = await openStore(postgres().uriOf(schema));
    assert.equal(store.readOnly, true);
    await assert.rejects(store.saveEvent(rewarded(1, 0.5)), { code: 'read-only-store' });
    await assert.rejects(store.saveSnapshot('task-789', {}, 1), { code: 'read-only-store' });
    const relations = await postgres().run(
      `SELECT relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE nspname = '${schema}' ORDER BY 1`,
    );
    assert.deepEqual(
      relations.map(({ relname }) => relname),
      ['events', 'events_event_id_key', 'events_pkey'],
    );
    await store.close();
  });

  it('is written to as it is, when it was opened to be', async () => {
    const schema = await make(REFERENCE.replaceAll('JSON', 'JSONB').replace('version INTEGER', 'version BIGINT'));
    const store = await openStore(postgres().uriOf(schema), { readOnly: false });
    await store.saveEvents(stream(3));
    await assert.rejects(store.saveEvent(rewarded(3, 0.9)), { code: 'version-conflict' });
    await assert.rejects(store.saveEvent(rewarded(4, 0.9), { expectedVersion: 2 }), { code: 'version-conflict' });
    const race = await Promise.allSettled([4, 4, 4].map((version) => store.saveEvent(rewarded(version, 1))));
    assert.equal(race.filter(({ status }) => status === 'fulfilled').length, 1);
    assert.equal(await store.getAggregateVersion('task-789'), 4);
    await assert.rejects(store.saveSnapshot('task-789', {}, 4), { code: 'store-failed', message: /event_snapshots/ });
    await store.close();
  });

  it('is read on when a column was given another type meanwhile', async () => {
    const schema = `lightning_${++made}`;
    const store = await openStore(postgres().uriOf(schema), { readOnly: false });
    await store.saveEvents(stream(3));
    const look = async () => [
      await store.listAggregateTypes(),
      (await store.queryEvents({ event_type: 'completed' })).events.length,
    ];
    assert.deepEqual(await look(), [['task'], 3]);
    await postgres().run(`ALTER TABLE ${schema}.events ALTER COLUMN aggregate_type TYPE TEXT`);
    assert.deepEqual(
      [await look(), await look()],
      [
        [['task'], 3],
        [['task'], 3],
      ],
    );
    assert.deepEqual(store.remarks, []);
    await store.close();
  });

  it('says what an event cannot be: too long an id, too high a version', async () => {
    const store = await openStore(postgres().newUri(), { readOnly: false });
    const long = rewarded(1, 0, { user_id: 'u'.repeat(37) });
    await assert.rejects(store.saveEvent(long), { code: 'invalid-event', message: /too long/ });
    await assert.rejects(store.saveEvent(rewarded(2 ** 31, 0, { timestamp: at(1) })), {
      code: 'invalid-event',
      message: /out of range/,
    });
    assert.equal(await store.countStream('task-789'), 0);
    await store.close();
  });
});
