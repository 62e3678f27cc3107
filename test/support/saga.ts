import { createEvent, type Event } from '../../server/domain/event.ts';
import type { JsonObject } from '../../server/domain/json.ts';

export const SAGA = 'run-7';

/** One event of the saga, a number of seconds after 13:00. Its id tells its stream: `task-789/2` is its second event. */
function event(
  aggregate_id: string,
  version: number,
  seconds: number,
  event_type: string,
  event_data: JsonObject,
  causation_id: string | null = null,
  correlation_id: string | null = SAGA,
): Event {
  const timestamp = `${new Date(Date.UTC(2025, 8, 19, 13) + seconds * 1000).toISOString().slice(0, 19)}.000000Z`;
  const aggregate_type = aggregate_id.split('-')[0]!;
  const event_id = `${aggregate_id}/${version}`;
  return createEvent(
    { event_id, aggregate_id, aggregate_type, event_type, event_data, timestamp, causation_id, correlation_id },
    version - 1,
  );
}

/**
 * A workflow that gives two tasks to an agent: five streams, of which the agent's began before and goes on after. What
 * happened in the same second is told apart by aggregate_id.
 */
export function sagaEvents(): Event[] {
  return [
    event('agent-123', 1, -3600, 'created', { name: 'Support', temperature: 0.2 }, null, null),
    event('agent-123', 2, -3000, 'deployed', { region: 'eu-west' }, null, null),
    event('workflow-101', 1, 0, 'created', { goal: 'Answer the tickets' }),
    event('workflow-101', 2, 1, 'started', { status: 'running' }, 'workflow-101/1'),
    event('task-789', 1, 2, 'received', { prompt: 'Refund order 5531' }, 'workflow-101/2'),
    event('task-790', 1, 2, 'received', { prompt: 'Reset a password' }, 'workflow-101/2'),
    event('agent-123', 3, 3, 'status', { status: 'busy' }, 'task-789/1'),
    event('task-789', 2, 3, 'started', { attempt: 1 }, 'task-789/1'),
    event('rollout-55', 1, 4, 'started', { attempt: 1 }, 'task-789/2'),
    event('rollout-55', 2, 5, 'completed', { reward: -0.4 }, 'rollout-55/1'),
    event('task-789', 3, 6, 'completed', { reward: -0.4 }, 'rollout-55/2'),
    event('agent-123', 4, 7, 'updated', { temperature: 1.7 }, 'task-789/3'),
    event('task-790', 2, 8, 'started', { attempt: 1 }, 'task-790/1'),
    event('task-790', 3, 20, 'failed', { error: 'TimeoutError: no answer within 12 s' }, 'task-790/2'),
    event('workflow-101', 3, 21, 'step_completed', { done: 2 }, 'task-789/3'),
    event('workflow-101', 4, 30, 'completed', { status: 'completed' }, 'workflow-101/3'),
    event('agent-123', 5, 600, 'status', { status: 'idle' }, null, null),
  ];
}
