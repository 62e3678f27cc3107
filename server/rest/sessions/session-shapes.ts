import * as z from 'zod';
import { isJsonObject, type JsonObject, type JsonValue } from '../../domain/json.ts';
import { STOP_REASONS } from '../../replay/stop.ts';

/** What sessions look like on the wire. The reference's keys are its own; ours stand beside them. */

export const Json = z.custom<JsonValue>((value) => value !== undefined, { error: 'must be there' });
export const Mapping = z
  .custom<JsonObject>((value) => isJsonObject(value as JsonValue), { error: 'must be an object' })
  .meta({ type: 'object' });

export const SessionState = z.enum(['idle', 'running', 'paused', 'stopped', 'error']);

export const EventShape = z.object({
  event_id: z.string(),
  aggregate_id: z.string(),
  aggregate_type: z.string(),
  event_type: z.string(),
  event_data: Mapping,
  timestamp: z.string(),
  version: z.int(),
  correlation_id: z.string().nullable(),
  causation_id: z.string().nullable(),
  user_id: z.string().nullable(),
  service_name: z.string().nullable(),
  metadata: Mapping,
  malformed: z.string().optional().meta({ description: 'Why the event cannot be read in full.' }),
});

export const StopShape = z.object({
  reason: z.enum(STOP_REASONS),
  direction: z.enum(['forward', 'back', 'jump']),
  position: z.int().meta({ description: "In the session's log, from 1; 0 before the first event." }),
  hits: z.array(z.string()).meta({ description: 'The breakpoints that this event hits.' }),
  anomalies: z.array(
    z.object({
      kind: z.string(),
      message: z.string(),
      expected: z.string().optional(),
      found: z.string().optional(),
    }),
  ),
  text: z.string().optional(),
});

/** The answer to whatever moves a session. */
export const Moved = z.object({
  status: z.string(),
  message: z.string(),
  state: SessionState,
  position: z.int(),
  stop: StopShape.nullable().meta({ description: 'Where and why it stands; null while it moves.' }),
});
export type Moved = z.infer<typeof Moved>;

export const Message = z.object({ message: z.string() });

export const SessionParams = z.object({ session_id: z.string() });

/** A step of one of several streams, past the events of the others. */
export const OfAggregate = z
  .object({ aggregate_id: z.string().optional() })
  .nullish()
  .transform((body) => body ?? {});

/** How long the answer to a run may take. */
export const Wait = z.object({
  wait: z.coerce.number().min(0).max(30).default(0).meta({ description: 'Seconds to wait for the run to stop.' }),
});

export const BreakpointShape = z.object({
  id: z.string(),
  event_type: z.string().nullable(),
  condition: z.string().nullable(),
  enabled: z.boolean(),
  event_id: z.string().nullable(),
  position: z.int().nullable(),
  hit_condition: z.string().nullable(),
  log_message: z.string().nullable(),
  aggregate_id: z.string().nullable(),
  changes: z.string().nullable(),
  exception: z.string().nullable(),
});

export const TimelineEntryShape = z.object({
  event_id: z.string(),
  event_type: z.string(),
  version: z.int(),
  timestamp: z.string(),
  breakpoint_hit: z.boolean(),
});

export const LastError = z.object({ message: z.string(), type: z.string() });
