import * as z from 'zod';

/** What a list shows of an aggregate. */
export const AggregateItem = z.object({
  aggregateId: z.string(),
  /** In order of first appearance: one stream can hold several. */
  aggregateTypes: z.array(z.string()),
  eventCount: z.int(),
  lastTimestamp: z.string().nullable(),
});
export type AggregateItem = z.infer<typeof AggregateItem>;

/** What a list shows of an event. */
export const EventItem = z.object({
  eventId: z.string(),
  /** Its number in the stream, from 1, without the gaps that versions can have. */
  position: z.int().min(1),
  version: z.int(),
  /** `aggregate_type.event_type`, and its second half. */
  qualifiedType: z.string(),
  bareType: z.string(),
  timestamp: z.string(),
  /** Why the event cannot be read; null when it is sound. */
  malformed: z.string().nullable(),
});
export type EventItem = z.infer<typeof EventItem>;
