import type { Event } from './event-schema.ts';

/** The names of an event's fields, in the order of the contract. */
export const EVENT_FIELDS = [
  'event_id',
  'aggregate_id',
  'aggregate_type',
  'event_type',
  'event_data',
  'timestamp',
  'version',
  'correlation_id',
  'causation_id',
  'user_id',
  'service_name',
  'metadata',
] as const satisfies readonly (keyof Event)[];
export type EventField = (typeof EVENT_FIELDS)[number];

export function isEventField(name: string): name is EventField {
  return (EVENT_FIELDS as readonly string[]).includes(name);
}
