import * as z from 'zod';
import type { RecordedEvent } from '../../domain/event.ts';
import { Event } from '../../domain/event-schema.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../domain/json.ts';

/** A payload in a body: kept as it was parsed, with large integers, `1.0`, `NaN` and the order of keys. */
export const Payload = z
  .unknown()
  .refine((value): value is JsonObject => isJsonObject(value as JsonValue), { error: 'must be a JSON object' })
  .meta({ type: 'object', additionalProperties: true });

/** An event in an answer. What JSON has no number for is a string in it; `Accept: application/x-ndjson` is lossless. */
export const EventAnswer = Event.extend({
  version: z.number(),
  event_data: Payload,
  metadata: Payload,
  malformed: z.string().optional().meta({ description: 'Why the event cannot be read as it should be.' }),
});

export function toEventAnswer(event: RecordedEvent): z.infer<typeof EventAnswer> {
  const { event_id, aggregate_id, aggregate_type, event_type, event_data, timestamp, version } = event;
  const { correlation_id, causation_id, user_id, service_name, metadata, malformed } = event;
  return {
    ...{ event_id, aggregate_id, aggregate_type, event_type, event_data, timestamp, version },
    ...{ correlation_id, causation_id, user_id, service_name, metadata },
    ...(malformed !== undefined && { malformed }),
  };
}
