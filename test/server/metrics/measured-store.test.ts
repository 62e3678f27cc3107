import assert from 'node:assert/strict';
import { measuredStore } from '../../../server/metrics/measured-store.ts';
import { createMetrics } from '../../../server/metrics/metrics.ts';
import { MemoryStore } from '../../../server/stores/memory/memory-store.ts';
import { SqliteStore } from '../../../server/stores/sqlite/sqlite-store.ts';
import { itKeepsTheStoreContract } from '../stores/event-store-contract.ts';
import { rewarded, stream } from '../stores/example-events.ts';
import { temporaryFolder } from '../stores/temporary-folder.ts';

describe('measuredStore', () => {
  const file = temporaryFolder();
  itKeepsTheStoreContract(async () => measuredStore(new MemoryStore(), createMetrics()));

  it('counts what is stored by its bare type, and how each call ended', async () => {
    const metrics = createMetrics();
    const store = measuredStore(new MemoryStore(), metrics);
    await store.saveEvents(stream(3));
    await store.saveEvent(rewarded(4, 0.5, { event_type: 'task.completed' }));
    await assert.rejects(store.saveEvent(rewarded(4, 0.5)), { code: 'version-conflict' });
    await store.queryEvents({ aggregate_type: 'task' });
    const text = await metrics.registry.metrics();
    assert.match(text, /aggregate_type="task",event_type="completed",result="success"} 4\n/);
    assert.match(text, /store_call_seconds_count\{operation="saveEvents",outcome="ok"} 1\n/);
    assert.match(text, /store_call_seconds_count\{operation="saveEvent",outcome="ok"} 1\n/);
    assert.match(text, /store_call_seconds_count\{operation="saveEvent",outcome="version-conflict"} 1\n/);
    assert.match(text, /store_call_seconds_count\{operation="queryEvents",outcome="ok"} 1\n/);
    assert.equal(metrics.read().stored.total, 4);
    assert.equal(metrics.read().store.failuresInARow, 0, 'a conflict is an answer');
  });

  it('tells a store that fails from one that answers again', async () => {
    const metrics = createMetrics();
    const inner = await SqliteStore.open(file('events.db'), { readOnly: false });
    const store = measuredStore(inner, metrics);
    await store.saveEvent(rewarded(1, 0.5));
    await store.close();
    for (let n = 0; n < 2; n++) await assert.rejects(store.getEventAt('task-789', 1), { code: 'store-failed' });
    const { failuresInARow, lastError, failures } = metrics.read().store;
    assert.deepEqual([failuresInARow, failures.lastMinute], [2, 2]);
    assert.match(lastError!, /was closed/);
    assert.match(await metrics.registry.metrics(), /event_replay_store_up 0\n/);
    await measuredStore(new MemoryStore(), metrics).listAggregateTypes();
    assert.equal(metrics.read().store.failuresInARow, 0);
    assert.match(await metrics.registry.metrics(), /event_replay_store_up 1\n/);
  });
});
