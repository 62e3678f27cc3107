import * as z from 'zod';

/** Which events: all given fields must be equal, times are inclusive, metadata keys must equal the given values. */
export const EventFilter = z.strictObject({
  aggregate_id: z.string().optional(),
  aggregate_type: z.string().optional(),
  event_type: z.string().optional().meta({ description: 'Bare or qualified; both spellings match both.' }),
  event_types: z
    .array(z.string())
    .min(1)
    .max(100)
    .optional()
    .meta({ description: 'Several, of which one must be the type; each may be a glob, bare or qualified.' }),
  correlation_id: z.string().optional(),
  causation_id: z.string().optional(),
  user_id: z.string().optional(),
  service_name: z.string().optional(),
  from_timestamp: z.string().optional().meta({ description: 'Inclusive.' }),
  to_timestamp: z.string().optional().meta({ description: 'Inclusive.' }),
  metadata_filters: z.record(z.string(), z.json()).optional(),
  where: z.string().optional().meta({ description: "A Python expression: event_data.get('reward', 0) > 0.8" }),
});
export type EventFilter = z.infer<typeof EventFilter>;
