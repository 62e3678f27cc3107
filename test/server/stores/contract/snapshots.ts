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
}
