import * as z from 'zod';
import { createEvent, type Event } from '../../domain/event.ts';
import { Payload } from './event-shape.ts';

const Name = z.string().nullish();

/** A new event: what is left out is filled in. */
export const NewEvent = z.strictObject({
  aggregate_id: z.string(),
  aggregate_type: z.string(),
  event_type: z.string(),
  event_data: Payload,
  event_id: z.string().optional().meta({ description: 'A UUID is made when left out.' }),
  timestamp: z.string().optional().meta({ description: 'ISO 8601; now when left out.' }),
  version: z.int().optional().meta({ description: 'The next one of its stream when left out.' }),
  correlation_id: Name,
  causation_id: Name.meta({ description: 'The event_id of the event that caused this one.' }),
  user_id: Name,
  service_name: Name,
  metadata: Payload.optional(),
});
export type NewEvent = z.infer<typeof NewEvent>;

/** `currentVersion` is that of its stream. */
export function toEvent(fields: NewEvent, currentVersion: number): Event {
  const { event_id, timestamp, version, correlation_id, causation_id, user_id, service_name, metadata, ...rest } =
    fields;
  return createEvent(
    {
      ...rest,
      ...(event_id !== undefined && { event_id }),
      ...(timestamp !== undefined && { timestamp }),
      ...(version !== undefined && { version }),
      ...(metadata !== undefined && { metadata }),
      correlation_id: correlation_id ?? null,
      causation_id: causation_id ?? null,
      user_id: user_id ?? null,
      service_name: service_name ?? null,
    },
    currentVersion,
  );
}
