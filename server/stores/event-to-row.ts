import { type Event, type EventRow, payloadTexts, validateEvent } from '../domain/event.ts';
import { normaliseTimestamp } from '../domain/timestamp.ts';

/**
 * An event that is to be stored as a row of its own, so that later changes to the caller's object do not reach the
 * store. `tie` is for who knows it already. Throws `invalid-event`.
 */
export function toEventRow(event: Event, tie = 0): EventRow {
  validateEvent(event);
  const { event_data_text, metadata_text } = payloadTexts(event);
  return {
    event_id: event.event_id,
    aggregate_id: event.aggregate_id,
    aggregate_type: event.aggregate_type,
    event_type: event.event_type,
    event_data_text,
    timestamp: normaliseTimestamp(event.timestamp),
    version: event.version,
    correlation_id: event.correlation_id,
    causation_id: event.causation_id,
    user_id: event.user_id,
    service_name: event.service_name,
    metadata_text,
    key: { version: event.version, tie },
  };
}
