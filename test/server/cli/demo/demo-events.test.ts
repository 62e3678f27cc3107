import assert from 'node:assert/strict';
import { demoEvents } from '../../../../server/cli/demo/demo-events.ts';
import { type Event, validateEvent } from '../../../../server/domain/event.ts';
import { bareType, KNOWN_EVENT_TYPES, qualifiedType } from '../../../../server/domain/event-types.ts';
import { Float, isJsonObject } from '../../../../server/domain/json.ts';
import { toJsonText } from '../../../../server/domain/json-text.ts';
import { normaliseTimestamp } from '../../../../server/domain/timestamp.ts';

describe('the demo events', () => {
  const events = demoEvents();
  const byId = new Map(events.map((event) => [event.event_id, event]));
  const streams = Map.groupBy(events, (event) => event.aggregate_id);
  const idsLike = (prefix: string) => [...streams.keys()].filter((id) => id.startsWith(prefix));

  it('are the same each time they are made', () => {
    const text = (list: Event[]) => list.map((event) => toJsonText(event)).join('\n');
    assert.equal(text(demoEvents()), text(events));
  });

  it('are an afternoon of several hundred events', () => {
    assert.ok(events.length >= 400 && events.length <= 700, `${events.length} events`);
    assert.equal(idsLike('agent-').length, 4);
    assert.equal(idsLike('workflow-').length, 6);
    assert.ok(idsLike('task-').length >= 30 && idsLike('task-').length <= 50, `${idsLike('task-').length} tasks`);
    assert.ok(events[0]!.timestamp >= '2025-09-19T13:00:00.000000Z');
    assert.ok(events.at(-1)!.timestamp <= '2025-09-19T17:30:00.000000Z');
  });

  it('are sound: valid, with bare known types, ids that are UUIDs and occur once', () => {
    for (const event of events) {
      validateEvent(event);
      assert.ok(KNOWN_EVENT_TYPES[event.aggregate_type]?.includes(event.event_type), qualifiedType(event));
      assert.equal(bareType(event), event.event_type);
      assert.match(event.event_id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      for (const id of [event.aggregate_id, event.correlation_id, event.user_id]) assert.ok((id ?? '').length <= 36);
    }
    assert.equal(byId.size, events.length);
  });

  it('count the versions of every stream from 1 without a gap', () => {
    for (const [id, stream] of streams) {
      const versions = stream.map((event) => event.version);
      assert.deepEqual(
        versions,
        stream.map((_, index) => index + 1),
        id,
      );
    }
  });

  it('come in order of time, no two at once', () => {
    for (const [index, event] of events.entries()) {
      assert.equal(normaliseTimestamp(event.timestamp), event.timestamp);
      if (index > 0) assert.ok(event.timestamp > events[index - 1]!.timestamp, event.event_id);
    }
  });

  it('name causes that exist and are older, within one correlation', () => {
    const caused = events.filter((event) => event.causation_id !== null);
    assert.ok(caused.length > events.length / 2);
    for (const event of caused) {
      const cause = byId.get(event.causation_id!);
      assert.ok(cause, `${event.event_id} has no cause`);
      assert.ok(cause.timestamp < event.timestamp);
      if (cause.correlation_id !== null) assert.equal(event.correlation_id, cause.correlation_id);
    }
  });

  it('correlate a workflow across its streams', () => {
    const correlated = events.filter((event) => event.correlation_id === 'workflow-101');
    const types = new Set(correlated.map((event) => event.aggregate_type));
    assert.deepEqual([...types].sort(), ['agent', 'execution', 'rollout', 'task', 'workflow']);
  });

  it('keep task and rollout in one stream, as the runner does', () => {
    const types = streams.get('task-789')!.map(qualifiedType);
    assert.deepEqual(types, ['task.received', 'rollout.started', 'rollout.completed', 'task.completed']);
  });

  it('fail now and then, one task and its workflow for good', () => {
    const count = (type: string) => events.filter((event) => qualifiedType(event) === type).length;
    assert.ok(count('rollout.failed') > 1);
    assert.deepEqual(['task.failed', 'workflow.failed', 'execution.failed'].map(count), [1, 1, 1]);
  });

  it('hold what only Python writes: NaN, integers beyond 2^53, floats that are whole, and more than ASCII', () => {
    const rewards = events.map((event) => event.event_data.reward);
    assert.ok(rewards.some(Number.isNaN));
    for (const whole of [0, 1]) {
      assert.ok(rewards.some((reward) => reward instanceof Float && reward.value === whole));
      assert.ok(!rewards.includes(whole));
    }
    const inputs = events.map((event) => event.event_data.task_input).filter(isJsonObject);
    assert.ok(inputs.some((input) => typeof input.message_id === 'bigint'));
    assert.match(events.map((event) => toJsonText(event.event_data)).join(), /\\ud83d/);
  });
});
