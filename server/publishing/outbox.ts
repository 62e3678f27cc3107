import { createEvent, type Event, type NewEvent, validateEvent } from '../domain/event.ts';
import type { EventStore } from '../domain/event-store.ts';
import type { JsonObject } from '../domain/json.ts';
import { toJsonText } from '../domain/json-text.ts';
import { parseJson } from '../domain/parse-json.ts';

/** An event on its way to the store. */
export interface Outgoing {
  readonly event: Event;
  /** The caller said which version it is; else it becomes the next one of its stream when it is saved. */
  readonly hasOwnVersion: boolean;
  /** Tells whoever waits whether the store has it. */
  settle(stored: boolean): void;
}

/**
 * The event as it is now: its id and time are fixed, and later changes to the caller's payload do not reach it. Throws
 * `invalid-event`, and whatever a payload throws that is no JSON.
 */
export function prepareEvent(fields: NewEvent): Event {
  const event = createEvent(fields, 0);
  validateEvent(event);
  return { ...event, event_data: copyOf(event.event_data), metadata: copyOf(event.metadata) };
}

function copyOf(payload: JsonObject): JsonObject {
  return parseJson(toJsonText(payload)) as JsonObject;
}

/** The events with the versions that follow what the store has now; those that have their own keep them. */
export async function numberEvents(store: EventStore, outgoing: readonly Outgoing[]): Promise<Event[]> {
  const versions = new Map<string, number>();
  const events: Event[] = [];
  for (const { event, hasOwnVersion } of outgoing) {
    const id = event.aggregate_id;
    const current = versions.get(id) ?? (await store.getAggregateVersion(id));
    const version = hasOwnVersion ? event.version : current + 1;
    versions.set(id, Math.max(current, version));
    events.push({ ...event, version });
  }
  return events;
}
