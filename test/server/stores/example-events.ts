import { createEvent, type Event } from '../../../server/domain/event.ts';

/** The n-th second of the example's afternoon. */
export function at(second: number): string {
  return `2025-09-19T13:${String(Math.floor(second / 60)).padStart(2, '0')}:${String(second % 60).padStart(2, '0')}.006400Z`;
}

/** `task-789` completes with a reward; its version is the second, too. */
export function rewarded(version: number, reward: number, fields: Partial<Event> = {}): Event {
  const event = {
    aggregate_id: 'task-789',
    aggregate_type: 'task',
    event_type: 'completed',
    event_data: { reward },
    timestamp: at(version),
    correlation_id: 'workflow-101',
    service_name: 'task_runner',
    version,
    ...fields,
  };
  return createEvent(event, version - 1);
}

/** `agent-123` is updated; its version is the second, too. */
export function updated(version: number, fields: Partial<Event> = {}): Event {
  return rewarded(version, 0, {
    aggregate_id: 'agent-123',
    aggregate_type: 'agent',
    event_type: 'updated',
    event_data: { model: 'gpt-4' },
    correlation_id: null,
    service_name: 'agent_service',
    user_id: 'user-456',
    ...fields,
  });
}

/** So many events of one stream. */
export function stream(
  length: number,
  make: (version: number) => Event = (version) => rewarded(version, version / 10),
): Event[] {
  return Array.from({ length }, (_, index) => make(index + 1));
}
