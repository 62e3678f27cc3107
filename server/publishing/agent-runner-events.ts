import { type JsonObject, type JsonValue, toFloat } from '../domain/json.ts';
import type { EventPublisher, Publication } from './event-publisher.ts';
import type { EventLinks } from './publish-custom-event.ts';

/** A task as the runner got it. Its id is the rollout's too: both kinds of events share one stream. */
export interface RunnerTask {
  readonly taskId: string;
  readonly taskInput: JsonValue;
  readonly mode: string | null;
  readonly resourcesId: string | null;
  readonly workerId: string | null;
}

export interface RolloutResult {
  readonly finalReward: number | null;
  readonly tripletCount: number;
  /** In seconds. */
  readonly executionTime: number;
}

/** The Agent Runner's events, in the words of Agent Lightning's Python code. */
export interface AgentRunnerEvents {
  taskReceived(task: RunnerTask, links?: EventLinks): Publication;
  rolloutStarted(task: RunnerTask, links?: EventLinks): Publication;
  rolloutCompleted(task: RunnerTask, result: RolloutResult, links?: EventLinks): Publication;
  rolloutFailed(task: RunnerTask, error: string, links?: EventLinks): Publication;
}

/** `agentId` becomes the events' `user_id`. */
export function agentRunnerEvents(publisher: EventPublisher, agentId: string): AgentRunnerEvents {
  const publish = (
    [aggregate_type, event_type]: [string, string],
    { taskId }: RunnerTask,
    event_data: JsonObject,
    links: EventLinks = {},
  ) =>
    publisher.publish({
      aggregate_id: taskId,
      aggregate_type,
      event_type,
      event_data,
      user_id: agentId,
      service_name: 'agent_runner',
      ...links,
    });

  return {
    taskReceived: (task, links) => publish(['task', 'received'], task, received(task), links),
    rolloutStarted: (task, links) =>
      publish(['rollout', 'started'], task, { ...received(task), agent_id: agentId }, links),
    rolloutCompleted: (task, { finalReward, tripletCount, executionTime }, links) =>
      publish(
        ['rollout', 'completed'],
        task,
        {
          final_reward: finalReward === null ? null : toFloat(finalReward),
          triplet_count: tripletCount,
          execution_time: toFloat(executionTime),
          mode: task.mode,
          worker_id: task.workerId,
        },
        links,
      ),
    rolloutFailed: (task, error, links) =>
      publish(
        ['rollout', 'failed'],
        task,
        { error, task_input: task.taskInput, mode: task.mode, worker_id: task.workerId },
        links,
      ),
  };
}

function received({ taskInput, mode, resourcesId, workerId }: RunnerTask): JsonObject {
  return { task_input: taskInput, mode, resources_id: resourcesId, worker_id: workerId };
}
