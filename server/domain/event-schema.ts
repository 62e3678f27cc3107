import * as z from 'zod';
import type { JsonObject } from './json.ts';

const Name = z.string().nullable().default(null);
const Payload = z.custom<JsonObject>((value) => typeof value === 'object' && value !== null && !Array.isArray(value), {
  error: 'must be an object',
});

/** One immutable record. The snake_case names are the contract: the same on every wire and in every database. */
export const Event = z.object({
  event_id: z.string().meta({ description: 'A UUID.' }),
  aggregate_id: z.string().meta({ description: 'The entity whose stream this event belongs to: agent-123.' }),
  aggregate_type: z.string().meta({ description: 'The kind of the entity: agent.' }),
  event_type: z.string().meta({ description: 'What happened, bare (updated) or qualified (agent.updated).' }),
  event_data: Payload.meta({ description: 'The payload.' }),
  timestamp: z.string().meta({ description: 'ISO 8601 in UTC, with up to six digits of a second.' }),
  version: z.int().meta({ description: "The event's number in its stream, from 1." }),
  correlation_id: Name,
  causation_id: Name.meta({ description: 'The event_id of the event that caused this one.' }),
  user_id: Name,
  service_name: Name,
  metadata: Payload.default({}),
});
export type Event = z.infer<typeof Event>;
