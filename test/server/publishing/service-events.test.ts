import assert from 'node:assert/strict';
import { agentRunnerEvents } from '../../../server/publishing/agent-runner-events.ts';
import { EventPublisher } from '../../../server/publishing/event-publisher.ts';
import { publishCustomEvent } from '../../../server/publishing/publish-custom-event.ts';
import { specServiceEvents } from '../../../server/publishing/spec-service-events.ts';
import { MemoryStore } from '../../../server/stores/memory/memory-store.ts';

describe('the events of the services', () => {
  let store: MemoryStore;
  let publisher: EventPublisher;
  beforeEach(() => {
    store = new MemoryStore();
    publisher = new EventPublisher({ store });
  });

  /** Version, qualified type, payload text and service of a stream, as they are stored. */
  async function stored(aggregateId: string): Promise<string[]> {
    await publisher.flush();
    const events = await store.getEventsByAggregate(aggregateId);
    return events.map(
      ({ version, aggregate_type, event_type, row, user_id, service_name }) =>
        `${version} ${aggregate_type} ${event_type} ${row.event_data_text} ${user_id} ${service_name}`,
    );
  }

  it('of the Agent Runner are those that its Python code writes: a task and its rollout in one stream', async () => {
    const runner = agentRunnerEvents(publisher, 'agent_e667e2cb');
    const task = {
      taskId: 'local_task_001',
      taskInput: { value: 1.5 },
      mode: null,
      resourcesId: 'local',
      workerId: null,
    };
    const received = runner.taskReceived(task, { correlation_id: 'workflow-101' });
    runner.rolloutStarted(task, { causation_id: received.event_id });
    runner.rolloutCompleted(task, { finalReward: 1, tripletCount: 3, executionTime: 45 });
    runner.rolloutFailed(task, 'CUDA out of memory');
    const who = 'agent_e667e2cb agent_runner';
    assert.deepEqual(await stored('local_task_001'), [
      `1 task received {"task_input": {"value": 1.5}, "mode": null, "resources_id": "local", "worker_id": null} ${who}`,
      `2 rollout started {"task_input": {"value": 1.5}, "mode": null, "resources_id": "local", "worker_id": null, "agent_id": "agent_e667e2cb"} ${who}`,
      `3 rollout completed {"final_reward": 1.0, "triplet_count": 3, "execution_time": 45.0, "mode": null, "worker_id": null} ${who}`,
      `4 rollout failed {"error": "CUDA out of memory", "task_input": {"value": 1.5}, "mode": null, "worker_id": null} ${who}`,
    ]);
    const [first, second] = await store.getEventsByAggregate('local_task_001');
    assert.deepEqual([first?.correlation_id, second?.causation_id], ['workflow-101', first?.event_id]);
  });

  it('of the Spec Service are those that its Python code writes', async () => {
    const service = specServiceEvents(publisher);
    const spec = {
      specId: 'spec-1',
      name: 'Support',
      description: null,
      version: '1.0',
      workflowSteps: [{ name: 'answer' }],
      createdAt: 1758259616,
      updatedAt: 1758259616.5,
    };
    service.specCreated(spec);
    service.specUpdated({ ...spec, name: 'Sales' });
    const execution = { executionId: 'execution-1', specId: 'spec-1' };
    service.executionStarted({ ...execution, taskCount: 2, startedAt: 1758259617.25 });
    service.executionCompleted({ ...execution, status: 'completed', completedAt: 1758259618, rolloutCount: 2 });
    service.executionFailed({ ...execution, error: 'no runner', completedAt: 1758259619.5 });
    const data = (name: string) =>
      `{"name": "${name}", "description": null, "version": "1.0", "workflow_steps": [{"name": "answer"}], "created_at": 1758259616.0, "updated_at": 1758259616.5}`;
    assert.deepEqual(await stored('spec-1'), [
      `1 spec created ${data('Support')} null spec_service`,
      `2 spec updated ${data('Sales')} null spec_service`,
    ]);
    assert.deepEqual(await stored('execution-1'), [
      '1 execution started {"spec_id": "spec-1", "task_count": 2, "started_at": 1758259617.25} null spec_service',
      '2 execution completed {"spec_id": "spec-1", "status": "completed", "completed_at": 1758259618.0, "rollout_count": 2} null spec_service',
      '3 execution failed {"spec_id": "spec-1", "error": "no runner", "completed_at": 1758259619.5} null spec_service',
    ]);
  });

  it('of your own carry the name of your service', async () => {
    const { stored: isStored } = publishCustomEvent(publisher, {
      aggregate_id: 'custom-entity-123',
      aggregate_type: 'custom',
      event_type: 'processed',
      event_data: { result: 'success' },
      service_name: 'my_custom_service',
    });
    assert.equal(await isStored, true);
    assert.deepEqual(await stored('custom-entity-123'), [
      '1 custom processed {"result": "success"} null my_custom_service',
    ]);
  });
});
