import assert from 'node:assert/strict';
import fc from 'fast-check';
import { conditionsOf } from '../../../server/domain/conditions-of.ts';
import { type Event, RecordedEvent } from '../../../server/domain/event.ts';
import { compileExpression } from '../../../server/domain/expressions/index.ts';
import { StreamStates } from '../../../server/language/stream-states.ts';
import { MemoryStore } from '../../../server/stores/memory/memory-store.ts';
import { sagaEvents } from '../../support/saga.ts';
import { rewarded } from '../stores/example-events.ts';

/** The last of these events of one stream, with the conditions that are offered there. */
async function offeredAtLast(events: readonly Event[]) {
  const store = new MemoryStore();
  await store.saveEvents(events);
  const view = await new StreamStates().viewAt(store, events[0]!.aggregate_id, events.length);
  assert.ok(view);
  return { view, offered: conditionsOf(view.event, { state: view.state, changes: view.changes(20) }) };
}

describe('The conditions that are made of an event', () => {
  it('are about its type, what it changed, what it says and what it belongs to', async () => {
    const { offered } = await offeredAtLast(
      sagaEvents()
        .filter((event) => event.aggregate_id === 'agent-123')
        .slice(0, 4),
    );
    assert.deepEqual(offered, [
      "event_type == 'updated'",
      "changed('temperature')",
      "event_type == 'updated' and event_data.get('temperature', 0) >= 1.7",
      "event_data.get('temperature', 0) >= 1.7",
      "state.get('temperature', 0) >= 1.7",
      "correlation_id == 'run-7'",
    ]);
  });

  it('do without the state where it is not known', async () => {
    const { view } = await offeredAtLast([rewarded(1, -0.4, { event_data: { reward: -0.4, done: true, note: 'ok' } })]);
    assert.deepEqual(conditionsOf(view.event, undefined), [
      "event_type == 'completed'",
      "event_type == 'completed' and event_data.get('reward', 0) <= -0.4",
      "event_data.get('reward', 0) <= -0.4",
      "event_type == 'completed' and event_data.get('done') is True",
      "event_data.get('done') is True",
      "event_type == 'completed' and event_data.get('note') == 'ok'",
      "event_data.get('note') == 'ok'",
      "service_name == 'task_runner'",
      "correlation_id == 'workflow-101'",
    ]);
  });

  it('hold at that event, whatever strangers wrote into it', async () => {
    const value = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom("it's", 'a "b"', '\n', '\u2028', '{x}', 'ü', '\\'),
      fc.double({ noNaN: false }),
      fc.maxSafeInteger(),
      fc.bigInt(),
      fc.boolean(),
      fc.constant(null),
      fc.array(fc.integer(), { maxLength: 3 }),
      fc.dictionary(fc.string(), fc.integer(), { maxKeys: 3 }),
    );
    const payload = fc.dictionary(
      fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('a.b', 'a[0]', "it's", '')),
      value,
    );
    await fc.assert(
      fc.asyncProperty(payload, payload, fc.string({ minLength: 1 }), async (first, second, event_type) => {
        const events = [rewarded(1, 0, { event_data: first }), rewarded(2, 0, { event_type, event_data: second })];
        const { view, offered } = await offeredAtLast(events);
        assert.ok(view.event instanceof RecordedEvent);
        for (const condition of offered) assert.ok(compileExpression(condition).test(view), condition);
      }),
      { numRuns: 100 },
    );
  });
});
