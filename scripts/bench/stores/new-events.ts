import { createEvent, type Event } from '../../../server/domain/event.ts';

/** So many events of one stream from a version on, with payloads of about 250 bytes. */
export function newEvents(aggregateId: string, count: number, firstVersion = 1): Event[] {
  return Array.from({ length: count }, (_, index) => {
    const version = firstVersion + index;
    const event_data = {
      reward: (version % 1000) / 1001,
      step: version % 97,
      model: 'gpt-4',
      worker_id: `worker-${version % 13}`,
      task_input: {
        prompt: 'Summarise the conversation with the customer and name the next action.',
        tokens: version % 512,
      },
      resources_id: 'local',
      mode: 'train',
      tags: ['support', 'eu-west'],
    };
    return createEvent(
      {
        aggregate_id: aggregateId,
        aggregate_type: 'agent',
        event_type: 'status',
        event_data,
        correlation_id: `workflow-${version % 100}`,
      },
      version - 1,
    );
  });
}
