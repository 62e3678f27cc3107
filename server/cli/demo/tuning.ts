import { type JsonObject, toFloat } from '../../domain/json.ts';
import type { Afternoon } from './afternoon.ts';
import type { Agent } from './agents.ts';
import { REVIEWER, SALES, SUPPORT } from './cast.ts';
import { runTask } from './run-task.ts';
import { closeWorkflow, completeStep, openWorkflow, type Plan } from './run-workflow.ts';
import type { Process } from './simulate.ts';

interface Trial {
  readonly taskId: string;
  readonly agent: Agent;
  readonly parameters: JsonObject;
  readonly prompt: string;
  readonly reward: number;
  /** The agent that gets the parameters, when the trial went well. */
  readonly adoptedBy?: Agent;
}

const PLAN: Plan = {
  id: 'workflow-tuning-42',
  specId: 'spec-tuning',
  executionId: 'execution-tuning-42',
  name: 'Parameter tuning, week 38',
  description: 'Try new parameters with every agent and keep what earns more.',
  by: 'user-aïsha',
  step: 'trial',
  taskCount: 9,
};

const OFFER = 'Write three headlines for the autumn offer.';
const REFUND = 'Where is my refund?';

/** The bug to find: the sixth trial is the sales agent's, and the support agent gets its parameters. */
const TRIALS: readonly Trial[] = [
  { taskId: 'task-842', agent: SUPPORT, parameters: { prompt_version: 3 }, prompt: REFUND, reward: 0.71 },
  {
    taskId: 'task-843',
    agent: SALES,
    parameters: { prompt_version: 2 },
    prompt: OFFER,
    reward: 0.86,
    adoptedBy: SALES,
  },
  {
    taskId: 'task-844',
    agent: SUPPORT,
    parameters: { prompt_version: 4 },
    prompt: REFUND,
    reward: 0.93,
    adoptedBy: SUPPORT,
  },
  { taskId: 'task-845', agent: SALES, parameters: { temperature: 1.3 }, prompt: OFFER, reward: 0.9, adoptedBy: SALES },
  { taskId: 'task-846', agent: SUPPORT, parameters: { top_p: 0.95 }, prompt: REFUND, reward: 0.62 },
  {
    taskId: 'task-847',
    agent: SALES,
    parameters: { temperature: 1.7 },
    prompt: OFFER,
    reward: 0.97,
    adoptedBy: SUPPORT,
  },
  {
    taskId: 'task-848',
    agent: REVIEWER,
    parameters: { max_tokens: 2048 },
    prompt: 'Review PR #311.',
    reward: 0.88,
    adoptedBy: REVIEWER,
  },
  { taskId: 'task-849', agent: SALES, parameters: { top_p: 0.9 }, prompt: OFFER, reward: 0.81 },
  { taskId: 'task-850', agent: REVIEWER, parameters: { temperature: 0.3 }, prompt: 'Review PR #312.', reward: 0.54 },
];

/** The tuning workflow: every trial is a task with candidate parameters; the tuner hands good ones to an agent. */
export function* tuneAgents(afternoon: Afternoon): Process {
  const started = yield* openWorkflow(afternoon, PLAN);
  let last = started;
  for (const { taskId, agent, parameters, prompt, reward, adoptedBy } of TRIALS) {
    const input = { prompt, parameters };
    const task = { id: taskId, input, result: 'Scored by the judge', mode: 'val', reward } as const;
    const rollout = yield* runTask(afternoon, agent, task, started);
    yield afternoon.random.between(0.05, 0.6);
    last = completeStep(afternoon, PLAN, taskId, rollout, { parameters });
    if (adoptedBy) {
      yield afternoon.random.between(0.05, 0.4);
      afternoon.record({
        aggregate_id: adoptedBy.id,
        aggregate_type: 'agent',
        event_type: 'updated',
        event_data: { ...parameters, expected_reward: toFloat(reward), tuned_at: afternoon.epoch },
        service_name: 'tuning_service',
        cause: last,
      });
    }
    yield 60 * afternoon.random.between(3, 5);
  }
  yield* closeWorkflow(afternoon, PLAN, last);
}
