import assert from 'node:assert/strict';
import { createMetrics } from '../../../server/metrics/metrics.ts';
import { EventPublisher } from '../../../server/publishing/event-publisher.ts';
import { Snapshotter } from '../../../server/snapshots/snapshotter.ts';
import { MemoryStore } from '../../../server/stores/memory/memory-store.ts';
import { rewarded } from '../stores/example-events.ts';

const completed = { aggregate_id: 'task-789', aggregate_type: 'task', event_type: 'completed', event_data: {} };

describe('createMetrics', () => {
  it('hears of every event that a publisher loses, for whatever reason', async () => {
    const metrics = createMetrics();
    const publisher = new EventPublisher({
      store: async () => Promise.reject(new Error('connect ECONNREFUSED')),
      capacity: 2,
      warn: () => {},
      onLost: metrics.lost,
    });
    publisher.publish({ ...completed, version: 0 });
    for (let n = 0; n < 3; n++) publisher.publish(completed);
    assert.equal(metrics.read().lost.total, 2, 'one is invalid, one does not fit into the buffer');
    const { dropped, failed } = await publisher.close(1);
    assert.deepEqual([failed, dropped, metrics.read().lost.total], [1, 3, 4]);
    assert.match(
      await metrics.registry.metrics(),
      /aggregate_type="task",event_type="completed",result="failure"} 4\n/,
    );
  });

  it('hears of what a store refuses for good', async () => {
    const metrics = createMetrics();
    const store = new MemoryStore();
    await store.saveEvent(rewarded(1, 0.5));
    const publisher = new EventPublisher({ store, warn: () => {}, onLost: metrics.lost });
    assert.equal(await publisher.publish({ ...completed, version: 1 }).stored, false);
    assert.equal(metrics.read().lost.total, 1);
  });

  it('survives a publisher that was given no event at all', async () => {
    const metrics = createMetrics();
    const publisher = new EventPublisher({ store: new MemoryStore(), warn: () => {}, onLost: metrics.lost });
    publisher.publish(undefined as never);
    assert.equal(metrics.read().lost.total, 1);
  });

  it('hears of snapshots that were taken, and of those that were not', async () => {
    const metrics = createMetrics();
    const store = new MemoryStore();
    await store.saveEvent(rewarded(1, 0.5));
    const hooks = { onTaken: metrics.snapshotTaken, onFailure: metrics.snapshotFailed };
    const snapshotter = new Snapshotter(store, { policy: { everyEvents: 1 }, ...hooks });
    snapshotter.notice([rewarded(1, 0.5)]);
    await snapshotter.settled();
    snapshotter.notice([rewarded(2, 0.5)]);
    await snapshotter.settled();
    const text = await metrics.registry.metrics();
    assert.match(text, /event_replay_snapshots_total\{result="success"} 1\n/);
    assert.match(text, /event_replay_snapshots_total\{result="failure"} 1\n/);
    assert.equal(metrics.read().snapshotsFailed.lastHour, 1);
  });

  it('asks for the number of sessions when it is read', async () => {
    const metrics = createMetrics();
    let live = 1;
    metrics.watchSessions(() => live);
    live = 7;
    assert.equal(metrics.read().sessions, 7);
    assert.match(await metrics.registry.metrics(), /event_replay_sessions 7\n/);
  });

  it('keeps a bound on the types that strangers invent', async () => {
    const metrics = createMetrics();
    for (let n = 0; n < 3_000; n++) metrics.stored([{ aggregate_type: 'task', event_type: `invented-${n}` }]);
    metrics.stored([{ aggregate_type: 'task', event_type: 'task.invented-0' }]);
    const lines = (await metrics.registry.metrics()).match(/^event_replay_events_total\{.*$/gm)!;
    assert.equal(lines.length, 501);
    assert.ok(
      lines.includes('event_replay_events_total{aggregate_type="other",event_type="other",result="success"} 2500'),
    );
    assert.ok(
      lines.includes('event_replay_events_total{aggregate_type="task",event_type="invented-0",result="success"} 2'),
    );
  });

  it('shares nothing with other metrics', () => {
    const [mine, theirs] = [createMetrics(), createMetrics()];
    mine.stored([completed]);
    assert.equal(theirs.read().stored.total, 0);
  });
});
