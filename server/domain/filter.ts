import * as z from './zod.ts';

const name = () => z.optional(z.string());
const described = (description: string) => z.optional(z.string().check(z.meta({ description })));

/** Which events: all given fields must be equal, times are inclusive, metadata keys must equal the given values. */
export const EventFilter = z.strictObject({
  aggregate_id: name(),
  aggregate_type: name(),
  event_type: described('Bare or qualified; both spellings match both.'),
  event_types: z.optional(
    z
      .array(z.string())
      .check(
        z.minLength(1),
        z.maxLength(100),
        z.meta({ description: 'Several, of which one must be the type; each may be a glob, bare or qualified.' }),
      ),
  ),
  correlation_id: name(),
  causation_id: name(),
  user_id: name(),
  service_name: name(),
  from_timestamp: described('Inclusive.'),
  to_timestamp: described('Inclusive.'),
  metadata_filters: z.optional(z.record(z.string(), z.json())),
  where: described("A Python expression: event_data.get('reward', 0) > 0.8"),
});
export type EventFilter = z.infer<typeof EventFilter>;
