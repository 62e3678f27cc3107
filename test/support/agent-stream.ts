import { createEvent, type Event, type NewEvent } from '../../server/domain/event.ts';
import type { JsonObject } from '../../server/domain/json.ts';

/** An event of agent-123 at a version, ten seconds after the one before. */
export function agentEvent(
  version: number,
  event_type: string,
  event_data: JsonObject,
  more: Partial<NewEvent> = {},
): Event {
  const seconds = version * 10;
  const time = new Date(Date.UTC(2025, 8, 19, 13) + seconds * 1000).toISOString().slice(0, 19);
  return createEvent(
    {
      event_id: `event-${version}`,
      aggregate_id: 'agent-123',
      aggregate_type: 'agent',
      event_type,
      event_data,
      timestamp: `${time}.000000Z`,
      ...more,
    },
    version - 1,
  );
}

/**
 * Eight events in the life of agent-123: the rewards are 0.2, 0.9, 0.4, 0.95, and the temperature is changed by the
 * third and the sixth.
 */
export function agentEvents(): Event[] {
  return [
    agentEvent(1, 'created', { name: 'Support', model: 'gpt-4', temperature: 0.2 }),
    agentEvent(2, 'status', { status: 'idle', reward: 0.2 }),
    agentEvent(3, 'updated', { temperature: 0.7 }, { causation_id: 'event-2', correlation_id: 'workflow-101' }),
    agentEvent(4, 'status', { status: 'busy', reward: 0.9 }),
    agentEvent(5, 'status', { status: 'idle', reward: 0.4 }),
    agentEvent(
      6,
      'updated',
      { temperature: 1.7, tuned_by: { workflow: 'workflow-101', step: 3 } },
      { causation_id: 'event-4' },
    ),
    agentEvent(7, 'status', { status: 'degraded', reward: 0.95 }),
    agentEvent(8, 'deployed', { region: 'eu-west' }),
  ];
}

/** A longer life: `count` events whose reward runs 0.00, 0.01 … 0.99 again and again. */
export function longLife(count: number): Event[] {
  return Array.from({ length: count }, (_, index) =>
    agentEvent(index + 1, index % 10 === 9 ? 'updated' : 'status', {
      reward: (index % 100) / 100,
      [`field_${index % 7}`]: index,
    }),
  );
}
