import assert from 'node:assert/strict';
import { demoEvents } from '../../../../server/cli/demo/demo-events.ts';
import type { Event } from '../../../../server/domain/event.ts';
import { qualifiedType } from '../../../../server/domain/event-types.ts';
import type { JsonValue } from '../../../../server/domain/json.ts';
import { toJsonText } from '../../../../server/domain/json-text.ts';

describe('the bug in the demo', () => {
  const events = demoEvents();
  const support = events.filter((event) => event.aggregate_id === 'agent-support-7');
  const culprit = support.find((event) => event.event_data.temperature === 1.7)!;
  const label = (event: Event) => `${event.aggregate_id} ${event.version} ${qualifiedType(event)}`;

  it('shows at the end: the support agent is degraded and has temperature 1.7', () => {
    const state: Record<string, JsonValue> = Object.assign({}, ...support.map((event) => event.event_data));
    assert.equal(state.name, 'Customer Support Agent');
    assert.equal(state.temperature, 1.7);
    assert.equal(state.status, 'degraded');
    assert.ok(Number(state.average_reward) < 0.3);
    assert.equal(events.at(-1), support.at(-1));
    assert.equal(label(support.at(-1)!), 'agent-support-7 46 agent.status');
  });

  it('is the last of four events that set the temperature', () => {
    const setters = support.filter((event) => 'temperature' in event.event_data);
    assert.deepEqual(
      setters.map((event) => [event.version, event.event_data.temperature, event.user_id]),
      [
        [1, 0.7, 'user-456'],
        [3, 0.3, 'user-456'],
        [15, 0.2, 'user-456'],
        [27, 1.7, null],
      ],
    );
    assert.equal(label(culprit), 'agent-support-7 27 agent.updated');
  });

  it('has a chain of causes that leads to the sales agent', () => {
    const chain = [...causesOf(culprit)];
    assert.deepEqual(chain.map(label), [
      'workflow-tuning-42 8 workflow.step_completed',
      'task-847 3 rollout.completed',
      'task-847 2 rollout.started',
      'task-847 1 task.received',
      'workflow-tuning-42 2 workflow.started',
      'workflow-tuning-42 1 workflow.created',
      'execution-tuning-42 1 execution.started',
      'spec-tuning 2 spec.updated',
    ]);
    assert.equal(chain[1]!.event_data.final_reward, 0.97);
    assert.equal(chain[2]!.event_data.agent_id, 'agent-sales-3');
  });

  it('is the only update of the tuner that went to another agent than the one it tried', () => {
    const tuned = events.filter((event) => event.service_name === 'tuning_service');
    const astray = tuned.filter((event) => {
      const started = [...causesOf(event)].find((cause) => qualifiedType(cause) === 'rollout.started');
      return started?.event_data.agent_id !== event.aggregate_id;
    });
    assert.equal(tuned.length, 5);
    assert.deepEqual(astray.map(label), [label(culprit)]);
  });

  it('makes the rewards of the support agent drop, and is told by no payload', () => {
    const rewards = (list: Event[]) => list.map((event) => Number(event.event_data.average_reward ?? Number.NaN));
    const [before, after] = [support.slice(0, 26), support.slice(26)].map((part) =>
      rewards(part).filter((reward) => !Number.isNaN(reward)),
    );
    assert.ok(Math.min(...before!) > 0.7);
    assert.ok(Math.max(...after!) < 0.7);
    const texts = events.map((event) => toJsonText(event.event_data)).join('\n');
    assert.doesNotMatch(texts, /bug|wrong|mistake|mix-?up/i);
  });

  function* causesOf(event: Event): Generator<Event> {
    const cause = events.find((other) => other.event_id === event.causation_id);
    if (!cause) return;
    yield cause;
    yield* causesOf(cause);
  }
});
