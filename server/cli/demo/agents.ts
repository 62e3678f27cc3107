import { type JsonObject, toFloat } from '../../domain/json.ts';
import { type Afternoon, rounded } from './afternoon.ts';
import type { Process } from './simulate.ts';

export interface Agent {
  readonly id: string;
  /** The payload of its `agent.created`. */
  readonly created: JsonObject;
  /** Below this temperature its answers are good. */
  readonly steadyBelow: number;
  /** What people change in the course of the afternoon. */
  readonly changes: readonly Change[];
}

interface Change {
  /** Minutes after 13:00. */
  readonly minute: number;
  readonly by: string;
  readonly data: JsonObject;
}

const STATUS_EVERY = 12 * 60;
const STATUS_COUNT = 21;
const GOOD_ENOUGH = 0.6;
const EU: JsonObject = { region: 'eu-central-1', schema_version: 1 };

/** An agent's own life: it is created, deployed and changed by people. */
export function* liveAgent(afternoon: Afternoon, agent: Agent): Process {
  const { id: aggregate_id } = agent;
  const service = { aggregate_id, aggregate_type: 'agent', service_name: 'agent_service', metadata: EU } as const;
  const created = afternoon.record({
    ...service,
    event_type: 'created',
    event_data: { ...agent.created, status: 'created' },
    user_id: 'user-456',
  });
  let elapsed = afternoon.random.between(70, 110);
  yield elapsed;
  afternoon.record({
    ...service,
    event_type: 'deployed',
    event_data: { status: 'active', environment: 'production', replicas: afternoon.random.whole(1, 3) },
    user_id: 'user-456',
    cause: created,
  });
  for (const { minute, by, data } of agent.changes) {
    const wait = minute * 60 + afternoon.random.between(0, 50) - elapsed;
    elapsed += wait;
    yield wait;
    afternoon.record({ ...service, event_type: 'updated', event_data: data, user_id: by });
  }
}

/** The monitor looks at the agent every twelve minutes. */
export function* watchAgent(afternoon: Afternoon, agentId: string): Process {
  const { random } = afternoon;
  for (let count = 0; count < STATUS_COUNT; count++) {
    yield STATUS_EVERY + random.between(-20, 20);
    const average = afternoon.numberIn(agentId, 'average_reward') ?? 1;
    const degraded = average < GOOD_ENOUGH;
    const complaints = (afternoon.numberIn(agentId, 'complaints') ?? 0) + (degraded ? random.whole(1, 4) : 0);
    afternoon.record({
      aggregate_id: agentId,
      aggregate_type: 'agent',
      event_type: 'status',
      event_data: {
        status: degraded ? 'degraded' : 'active',
        complaints,
        latency: toFloat(rounded(random.between(0.4, 2.1), 3)),
        ...(complaints > 8 ? { note: 'Kundschaft meldet wirre, erfundene Antworten 😕' } : {}),
      },
      service_name: 'monitor',
      metadata: EU,
    });
  }
}
