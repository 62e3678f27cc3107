import { type JsonObject, type JsonValue, toFloat } from '../domain/json.ts';
import type { EventPublisher, Publication } from './event-publisher.ts';
import type { EventLinks } from './publish-custom-event.ts';

/** A specification. Times are seconds since 1970, as Python's `time.time()` gives them. */
export interface Spec {
  readonly specId: string;
  readonly name: string;
  readonly description: string | null;
  readonly version: JsonValue;
  readonly workflowSteps: readonly JsonValue[];
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** One execution of a specification; it has a stream of its own. */
export interface Execution {
  readonly executionId: string;
  readonly specId: string;
}

/** The Spec Service's events, in the words of Agent Lightning's Python code. */
export interface SpecServiceEvents {
  specCreated(spec: Spec, links?: EventLinks): Publication;
  specUpdated(spec: Spec, links?: EventLinks): Publication;
  executionStarted(execution: Execution & { taskCount: number; startedAt: number }, links?: EventLinks): Publication;
  executionCompleted(
    execution: Execution & { status: string; completedAt: number; rolloutCount: number },
    links?: EventLinks,
  ): Publication;
  executionFailed(execution: Execution & { error: string; completedAt: number }, links?: EventLinks): Publication;
}

export function specServiceEvents(publisher: EventPublisher): SpecServiceEvents {
  const publish = (
    [aggregate_type, event_type]: [string, string],
    aggregate_id: string,
    event_data: JsonObject,
    links: EventLinks = {},
  ) =>
    publisher.publish({
      aggregate_id,
      aggregate_type,
      event_type,
      event_data,
      service_name: 'spec_service',
      ...links,
    });

  return {
    specCreated: (spec, links) => publish(['spec', 'created'], spec.specId, specData(spec), links),
    specUpdated: (spec, links) => publish(['spec', 'updated'], spec.specId, specData(spec), links),
    executionStarted: ({ executionId, specId, taskCount, startedAt }, links) =>
      publish(
        ['execution', 'started'],
        executionId,
        { spec_id: specId, task_count: taskCount, started_at: toFloat(startedAt) },
        links,
      ),
    executionCompleted: ({ executionId, specId, status, completedAt, rolloutCount }, links) =>
      publish(
        ['execution', 'completed'],
        executionId,
        { spec_id: specId, status, completed_at: toFloat(completedAt), rollout_count: rolloutCount },
        links,
      ),
    executionFailed: ({ executionId, specId, error, completedAt }, links) =>
      publish(
        ['execution', 'failed'],
        executionId,
        { spec_id: specId, error, completed_at: toFloat(completedAt) },
        links,
      ),
  };
}

function specData({ name, description, version, workflowSteps, createdAt, updatedAt }: Spec): JsonObject {
  return {
    name,
    description,
    version,
    workflow_steps: workflowSteps,
    created_at: toFloat(createdAt),
    updated_at: toFloat(updatedAt),
  };
}
