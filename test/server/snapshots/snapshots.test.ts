import assert from 'node:assert/strict';
import type { EventStore } from '../../../server/domain/event-store.ts';
import { shallowMerge } from '../../../server/projections/shallow-merge.ts';
import { checkSnapshot } from '../../../server/snapshots/check-snapshot.ts';
import { isSnapshotDue } from '../../../server/snapshots/snapshot-policy.ts';
import { Snapshotter } from '../../../server/snapshots/snapshotter.ts';
import { takeSnapshot } from '../../../server/snapshots/take-snapshot.ts';
import { MemoryStore } from '../../../server/stores/memory/memory-store.ts';
import { SqliteStore } from '../../../server/stores/sqlite/sqlite-store.ts';
import { rewarded, stream, updated } from '../stores/example-events.ts';
import { makeReferenceDatabase } from '../stores/reference-database.ts';
import { temporaryFolder } from '../stores/temporary-folder.ts';

const progressed = (version: number) => rewarded(version, 0, { event_data: { [`step_${version % 3}`]: version } });

/** A projection that cannot fold the fourth event. */
const picky = {
  ...shallowMerge,
  fields: new Set(['event_data', 'version'] as const),
  apply: (...[state, event, overwritten]: Parameters<typeof shallowMerge.apply>) => {
    if (event.version === 4) throw new Error("KeyError: 'reward'");
    shallowMerge.apply(state, event, overwritten);
  },
};

describe('snapshots', () => {
  let store: EventStore;
  beforeEach(async () => {
    store = new MemoryStore();
    await store.saveEvents(stream(5, progressed));
  });

  it('hold the state at a version, and the id of the last event in it', async () => {
    const snapshot = await takeSnapshot(store, 'task-789', { version: 4 });
    assert.deepEqual(snapshot.snapshot_data, { step_1: 4, step_2: 2, step_0: 3 });
    assert.equal(snapshot.last_event_id, (await store.getEventAt('task-789', 4))?.event_id);
    assert.equal((await takeSnapshot(store, 'task-789')).version, 5);
  });

  it('are not taken of what does not exist or cannot be folded', async () => {
    await assert.rejects(takeSnapshot(store, 'task-789', { version: 6 }), { code: /snapshot-version-unknown|bad-pos/ });
    await assert.rejects(takeSnapshot(store, 'task-0'), { code: 'stream-not-found' });
    await assert.rejects(takeSnapshot(store, 'task-789', { projection: picky }), {
      code: 'projection-failed',
      message: /failed on event 4 of task-789: KeyError: 'reward'/,
    });
    assert.deepEqual(await store.listSnapshots('task-789'), []);
  });

  it('agree with the replay, or it is said where they do not', async () => {
    const snapshot = await takeSnapshot(store, 'task-789', { version: 4 });
    assert.deepEqual(await checkSnapshot(store, snapshot), { agrees: true, sameEvent: true, differences: [] });
    const wrong = { ...snapshot, snapshot_data: { step_1: 4, step_2: 7 }, last_event_id: 'e-0' };
    assert.deepEqual(await checkSnapshot(store, wrong), {
      agrees: false,
      sameEvent: false,
      differences: [
        { path: ['step_2'], old: 7, new: 2 },
        { path: ['step_0'], old: undefined, new: 3 },
      ],
    });
  });

  it('are due after so many events, and by age where there are new events', () => {
    const now = 1_000_000;
    const due = (policy: object, version: number, last?: { version: number; at: number }) =>
      isSnapshotDue(policy, version, last, now);
    assert.deepEqual(
      [99, 100, 250].map((version) => due({ everyEvents: 100 }, version)),
      [false, true, true],
    );
    const last = { version: 100, at: now - 500 };
    assert.deepEqual(
      [100, 199, 200].map((version) => due({ everyEvents: 100 }, version, last)),
      [false, false, true],
    );
    assert.deepEqual(
      [501, 500].map((everyMs) => due({ everyMs }, 101, last)),
      [false, true],
    );
    assert.equal(due({ everyMs: 1 }, 100, last), false);
    assert.equal(due({ everyMs: 1 }, 1), true);
    assert.equal(due({}, 1_000), false);
  });

  it('are taken by a policy behind the writer, expire, and are cleared away', async () => {
    const snapshotter = new Snapshotter(store, { policy: { everyEvents: 10, keepForMs: 60_000, keepLast: 2 } });
    await store.saveSnapshot('task-789', {}, 1, '2025-09-19T13:00:00Z');
    for (let version = 6; version <= 45; version++) {
      await store.saveEvent(progressed(version));
      snapshotter.notice([progressed(version)]);
      await snapshotter.settled();
    }
    assert.deepEqual(snapshotter.counts, { taken: 4, failed: 0 });
    const kept = await store.listSnapshots('task-789');
    assert.deepEqual(
      kept.map(({ version }) => version),
      [40, 30],
    );
    for (const snapshot of kept) {
      assert.equal((await checkSnapshot(store, snapshot)).agrees, true);
      assert.equal(Date.parse(snapshot.expires_at ?? '') - Date.parse(snapshot.created_at) >= 59_000, true);
    }
  });

  it('that fail are counted and reported, and neither hold up the writer nor other streams', async () => {
    await store.saveEvents(stream(3, updated));
    const failures: string[] = [];
    const snapshotter = new Snapshotter(store, {
      policy: { everyEvents: 2 },
      projection: picky,
      onFailure: (aggregateId, error) => {
        failures.push(`${aggregateId}: ${(error as Error).message}`);
        throw new Error('the listener is broken, too');
      },
    });
    snapshotter.notice([progressed(5), updated(3)]);
    await snapshotter.settled();
    assert.deepEqual(snapshotter.counts, { taken: 1, failed: 1 });
    assert.match(failures.join(), /^task-789: .*KeyError/);
    await store.saveEvent(progressed(6));
    snapshotter.notice([progressed(6)]);
    await snapshotter.settled();
    assert.equal(snapshotter.counts.failed, 1, 'it is not tried again with every event');
  });

  describe('in a database without a table for them', () => {
    const file = temporaryFolder();
    it('fail without a word to the writer', async () => {
      makeReferenceDatabase(file('agentlightning.db'));
      const foreign = await SqliteStore.open(file('agentlightning.db'), { readOnly: false });
      const messages: unknown[] = [];
      const snapshotter = new Snapshotter(foreign, {
        policy: { everyEvents: 1 },
        onFailure: (_, error) => messages.push((error as Error).message),
      });
      await foreign.saveEvent(rewarded(5, 0.5));
      snapshotter.notice([rewarded(5, 0.5)]);
      await snapshotter.settled();
      assert.match(String(messages), /has no table event_snapshots: create it first/);
      await foreign.close();
    });
  });
});
