import type { Event } from '../../domain/event.ts';
import { type JsonObject, toFloat } from '../../domain/json.ts';
import { type Afternoon, rounded } from './afternoon.ts';
import type { Agent } from './agents.ts';
import { runTask, type Task } from './run-task.ts';
import type { Process } from './simulate.ts';

export interface Plan {
  readonly id: string;
  readonly specId: string;
  readonly executionId: string;
  readonly name: string;
  readonly description: string;
  readonly by: string;
  /** What the workflow calls each of its steps. */
  readonly step: string;
  readonly taskCount: number;
}

export interface Workflow extends Plan {
  readonly agent: Agent;
  readonly tasks: readonly Task[];
  /** Minutes from one task to the next: the shortest and the longest. */
  readonly pause: readonly [number, number];
}

/** The weight of the newest reward in an agent's average. */
const NEWEST = 0.3;

/** A workflow that lets one agent do its tasks one after the other; the first that fails for good ends it. */
export function* runWorkflow(afternoon: Afternoon, workflow: Workflow): Process {
  const { agent, tasks, pause } = workflow;
  const started = yield* openWorkflow(afternoon, workflow);
  let last = started;
  for (const task of tasks) {
    const rollout = yield* runTask(afternoon, agent, task, started);
    yield afternoon.random.between(0.05, 0.6);
    if (rollout.event_type === 'failed') {
      yield* closeWorkflow(afternoon, workflow, rollout, `${task.id} failed`);
      return;
    }
    last = completeStep(afternoon, workflow, task.id, rollout, {});
    yield afternoon.random.between(0.05, 0.4);
    updateAverage(afternoon, agent, last);
    yield 60 * afternoon.random.between(...pause);
  }
  yield* closeWorkflow(afternoon, workflow, last);
}

/** Writes the specification and starts its execution. Returns `workflow.started`, the trigger of the tasks. */
export function* openWorkflow(afternoon: Afternoon, plan: Plan): Process<Event> {
  const { random } = afternoon;
  const spec = { aggregate_id: plan.specId, aggregate_type: 'spec', service_name: 'spec_service', user_id: plan.by };
  const created_at = afternoon.epoch;
  const contents = {
    name: plan.name,
    description: plan.description,
    workflow_steps: [plan.step, 'report'],
    created_at,
  };
  const draft = { ...contents, version: '1.0.0', updated_at: created_at };
  afternoon.record({ ...spec, event_type: 'created', event_data: draft });
  yield random.between(40, 120);
  const reviewed = { ...contents, version: '1.0.1', updated_at: afternoon.epoch };
  const updated = afternoon.record({ ...spec, event_type: 'updated', event_data: reviewed });
  yield random.between(5, 30);

  const execution = afternoon.record({
    aggregate_id: plan.executionId,
    aggregate_type: 'execution',
    event_type: 'started',
    event_data: { spec_id: plan.specId, task_count: plan.taskCount, started_at: afternoon.epoch },
    service_name: 'spec_service',
    user_id: plan.by,
    correlation_id: plan.id,
    cause: updated,
  });
  const workflow = { aggregate_id: plan.id, aggregate_type: 'workflow', service_name: 'workflow_engine' };
  yield random.between(0.1, 0.9);
  const event_data = { name: plan.name, execution_id: plan.executionId, status: 'created' };
  const created = afternoon.record({ ...workflow, event_type: 'created', event_data, cause: execution });
  yield random.between(0.1, 0.9);
  const running = { status: 'running', step_count: plan.taskCount };
  const started = afternoon.record({ ...workflow, event_type: 'started', event_data: running, cause: created });
  yield random.between(0.1, 0.9);
  return started;
}

/** Records that the workflow has taken in a rollout. */
export function completeStep(
  afternoon: Afternoon,
  plan: Plan,
  taskId: string,
  rollout: Event,
  details: JsonObject,
): Event {
  const steps = (afternoon.numberIn(plan.id, 'steps_completed') ?? 0) + 1;
  const reward = rollout.event_data.final_reward ?? null;
  return afternoon.record({
    aggregate_id: plan.id,
    aggregate_type: 'workflow',
    event_type: 'step_completed',
    event_data: { step: `${plan.step}-${steps}`, task_id: taskId, reward, ...details, steps_completed: steps },
    service_name: 'workflow_engine',
    cause: rollout,
  });
}

/** Ends the workflow and its execution, well or with an error. */
export function* closeWorkflow(afternoon: Afternoon, plan: Plan, last: Event, error?: string): Process {
  const event_type = error === undefined ? 'completed' : 'failed';
  const workflow = afternoon.record({
    aggregate_id: plan.id,
    aggregate_type: 'workflow',
    event_type,
    event_data: { status: event_type, ...(error === undefined ? {} : { error }) },
    service_name: 'workflow_engine',
    cause: last,
  });
  yield afternoon.random.between(0.1, 0.9);
  const rollout_count = afternoon.numberIn(plan.id, 'steps_completed') ?? 0;
  const outcome = error === undefined ? { status: 'completed', rollout_count } : { error };
  afternoon.record({
    aggregate_id: plan.executionId,
    aggregate_type: 'execution',
    event_type,
    event_data: { spec_id: plan.specId, ...outcome, completed_at: afternoon.epoch },
    service_name: 'spec_service',
    cause: workflow,
  });
}

/** The agent's moving average takes in the step's reward; one that is no number is left out. */
function updateAverage(afternoon: Afternoon, agent: Agent, step: Event): void {
  const reward = Number(step.event_data.reward);
  const before = afternoon.numberIn(agent.id, 'average_reward') ?? reward;
  const average = Number.isNaN(reward) ? before : before + NEWEST * (reward - before);
  const completed = (afternoon.numberIn(agent.id, 'tasks_completed') ?? 0) + 1;
  afternoon.record({
    aggregate_id: agent.id,
    aggregate_type: 'agent',
    event_type: 'updated',
    event_data: { average_reward: toFloat(rounded(average, 3)), tasks_completed: completed },
    service_name: 'agent_service',
    cause: step,
  });
}
