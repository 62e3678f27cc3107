import assert from 'node:assert/strict';
import { stream } from '../example-events.ts';
import { type OpenEmptyStore, withStore } from './with-store.ts';

export function itKeepsSnapshots(open: OpenEmptyStore): void {
  it(
    'gives the live snapshot with the highest version',
    withStore(
      open,
      async (store) => {
        assert.equal(await store.getLatestSnapshot('task-789'), undefined);
        await store.saveSnapshot('task-789', { reward: 0.3 }, 3);
        await store.saveSnapshot('task-789', { reward: 0.2 }, 2);
        await store.saveSnapshot('task-789', { reward: 0.4 }, 4, '2025-09-19T13:00:00Z');
        const snapshot = await store.getLatestSnapshot('task-789');
        const event = await store.getEventAt('task-789', 3);
        assert.deepEqual(snapshot?.snapshot_data, { reward: 0.3 });
        assert.equal(snapshot.version, 3);
        assert.equal(snapshot.aggregate_type, 'task');
        assert.equal(snapshot.last_event_id, event?.event_id);
        assert.equal(snapshot.expires_at, null);
        assert.deepEqual((await store.getEventStream('task-789')).snapshot, snapshot);
      },
      stream(5),
    ),
  );

  it(
    'gives a snapshot that has yet to expire, and of two with one version the later',
    withStore(
      open,
      async (store) => {
        await store.saveSnapshot('task-789', { attempt: 1 }, 3);
        await store.saveSnapshot('task-789', { attempt: 2 }, 3, '2999-01-01T00:00:00Z');
        const snapshot = await store.getLatestSnapshot('task-789');
        assert.deepEqual(snapshot?.snapshot_data, { attempt: 2 });
        assert.equal(snapshot.expires_at, '2999-01-01T00:00:00.000000Z');
      },
      stream(5),
    ),
  );

  it(
    'refuses a snapshot of a version that the stream does not have',
    withStore(
      open,
      (store) => assert.rejects(store.saveSnapshot('task-789', {}, 6), { code: 'snapshot-version-unknown' }),
      stream(5),
    ),
  );

  it(
    'deletes the snapshots of one aggregate and says how many',
    withStore(
      open,
      async (store) => {
        await store.saveSnapshot('task-789', {}, 1);
        await store.saveSnapshot('task-789', {}, 2);
        assert.equal(await store.deleteSnapshots('agent-123'), 0);
        assert.equal(await store.deleteSnapshots('task-789'), 2);
        assert.equal(await store.getLatestSnapshot('task-789'), undefined);
      },
      stream(2),
    ),
  );

  it(
    'lists them all, expired ones too: the highest version first, of one version the latest first',
    withStore(
      open,
      async (store) => {
        assert.deepEqual(await store.listSnapshots('task-789'), []);
        await store.saveSnapshot('task-789', { attempt: 1 }, 3);
        await store.saveSnapshot('task-789', { attempt: 2 }, 1);
        await store.saveSnapshot('task-789', { attempt: 3 }, 3, '2025-09-19T13:00:00Z');
        const listed = await store.listSnapshots('task-789');
        assert.deepEqual(
          listed.map(({ version, snapshot_data }) => [version, snapshot_data.attempt]),
          [
            [3, 3],
            [3, 1],
            [1, 2],
          ],
        );
        assert.equal(listed[0]?.last_event_id, (await store.getEventAt('task-789', 3))?.event_id);
        assert.equal(listed[0]?.expires_at, '2025-09-19T13:00:00.000000Z');
        assert.deepEqual(listed[1], await store.getLatestSnapshot('task-789'));
      },
      stream(5),
    ),
  );

  it(
    'deletes those of one version, or those that have expired',
    withStore(
      open,
      async (store) => {
        for (const version of [1, 2, 3]) await store.saveSnapshot('task-789', {}, version);
        await store.saveSnapshot('task-789', {}, 3, '2025-09-19T13:00:00Z');
        const left = async () => (await store.listSnapshots('task-789')).map(({ version }) => version);
        assert.equal(await store.deleteSnapshots('task-789', { expired: true }), 1);
        assert.deepEqual(await left(), [3, 2, 1]);
        assert.equal(await store.deleteSnapshots('task-789', { version: 2 }), 1);
        assert.equal(await store.deleteSnapshots('task-789', { version: 3, expired: true }), 0);
        assert.deepEqual(await left(), [3, 1]);
        assert.equal(await store.deleteSnapshots('task-789', { expired: false }), 2);
        assert.deepEqual(await left(), []);
      },
      stream(5),
    ),
  );
}
