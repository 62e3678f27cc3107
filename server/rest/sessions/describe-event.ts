import type { RecordedEvent } from '../../domain/event.ts';

/** An event with the contract's keys; a malformed one says so. */
export function describeEvent(event: RecordedEvent) {
  return {
    event_id: event.event_id,
    aggregate_id: event.aggregate_id,
    aggregate_type: event.aggregate_type,
    event_type: event.event_type,
    event_data: event.event_data,
    timestamp: event.timestamp,
    version: event.version,
    correlation_id: event.correlation_id,
    causation_id: event.causation_id,
    user_id: event.user_id,
    service_name: event.service_name,
    metadata: event.metadata,
    malformed: event.malformed,
  };
}
