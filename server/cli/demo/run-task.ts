import type { Event } from '../../domain/event.ts';
import { type JsonObject, toFloat } from '../../domain/json.ts';
import { type Afternoon, rounded } from './afternoon.ts';
import type { Agent } from './agents.ts';
import type { Process } from './simulate.ts';

export interface Task {
  readonly id: string;
  readonly input: JsonObject;
  readonly result: string;
  readonly mode?: 'train' | 'val';
  /** What the rollout earns; drawn to fit the agent's settings when left out. */
  readonly reward?: number;
  /** Errors of the first attempts. */
  readonly errors?: readonly string[];
  /** The errors end the task: there is no further attempt. */
  readonly givesUp?: boolean;
}

/**
 * The runner takes a task and rolls it out with the agent. Task and rollout share one stream, as they do in Agent
 * Lightning. Returns the last rollout event: `rollout.completed` or `rollout.failed`.
 */
export function* runTask(afternoon: Afternoon, agent: Agent, task: Task, trigger: Event): Process<Event> {
  const { random } = afternoon;
  const assignment = { mode: task.mode ?? null, worker_id: `worker-${random.whole(1, 4)}` };
  const order = { task_input: task.input, resources_id: 'local', ...assignment };
  const stream = { aggregate_id: task.id, service_name: 'agent_runner' };
  const rollout = { ...stream, aggregate_type: 'rollout' };

  let cause = afternoon.record({
    ...stream,
    aggregate_type: 'task',
    event_type: 'received',
    event_data: order,
    user_id: agent.id,
    cause: trigger,
  });
  const start = () =>
    afternoon.record({ ...rollout, event_type: 'started', event_data: { ...order, agent_id: agent.id }, cause });

  for (const error of task.errors ?? []) {
    yield random.between(0.2, 2);
    cause = start();
    yield random.between(5, 40);
    const event_data = { error, task_input: task.input, ...assignment };
    cause = afternoon.record({ ...rollout, event_type: 'failed', event_data, cause });
  }
  if (task.givesUp) {
    yield random.between(0.02, 0.2);
    finish(afternoon, task.id, 'failed', { error: task.errors?.at(-1) ?? 'cancelled' }, cause);
    return cause;
  }

  yield random.between(0.2, 2);
  cause = start();
  const reward = toFloat(task.reward ?? earnedBy(afternoon, agent));
  const seconds = rounded(random.between(8, 70), 3);
  yield seconds;
  const execution_time = toFloat(seconds);
  // No triplets and a reward of 0/0: that is how a NaN gets into a log.
  const triplet_count = Number.isNaN(Number(reward)) ? 0 : random.whole(2, 14);
  const event_data = { final_reward: reward, triplet_count, execution_time, ...assignment };
  cause = afternoon.record({ ...rollout, event_type: 'completed', event_data, cause });
  yield random.between(0.02, 0.2);
  finish(afternoon, task.id, 'completed', { result: task.result, execution_time, reward }, cause);
  return cause;
}

function finish(afternoon: Afternoon, taskId: string, event_type: string, event_data: JsonObject, cause: Event): void {
  afternoon.record({
    aggregate_id: taskId,
    aggregate_type: 'task',
    event_type,
    event_data,
    service_name: 'task_runner',
    cause,
  });
}

/** An agent whose settings are too hot answers badly. */
function earnedBy(afternoon: Afternoon, agent: Agent): number {
  const steady = (afternoon.numberIn(agent.id, 'temperature') ?? 0) < agent.steadyBelow;
  const reward = steady ? afternoon.random.between(0.72, 1.04) : afternoon.random.between(-0.08, 0.4);
  return rounded(Math.min(1, Math.max(0, reward)), 2);
}
