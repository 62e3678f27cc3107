import { isDomainError } from '../../domain/errors.ts';
import type { Event } from '../../domain/event.ts';
import type { EventStore } from '../../domain/event-store.ts';
import { type NewEvent, toEvent } from './new-event.ts';

/** How often events are numbered anew when another writer was faster. */
const MOST_TRIES = 10;

/**
 * Saves new events, all or none; those without a version of their own get the next ones of their streams. Where the
 * caller said nothing of versions, losing a race for one is no failure: the events are numbered anew.
 */
export async function appendNumbered(
  store: EventStore,
  all: readonly NewEvent[],
  expectedVersion?: number,
): Promise<readonly Event[]> {
  const isFree = expectedVersion === undefined && all.every(({ version }) => version === undefined);
  for (let tries = 1; ; tries++) {
    const events = await numbered(store, all, expectedVersion);
    try {
      if (events.length === 1) await store.saveEvent(events[0]!, { expectedVersion });
      else await store.saveEvents(events);
      return events;
    } catch (error) {
      if (!isFree || tries >= MOST_TRIES || !isDomainError(error, 'version-conflict')) throw error;
    }
  }
}

async function numbered(
  store: EventStore,
  all: readonly NewEvent[],
  expectedVersion: number | undefined,
): Promise<Event[]> {
  const versions = new Map<string, number>();
  const events: Event[] = [];
  for (const fields of all) {
    const id = fields.aggregate_id;
    const current = versions.get(id) ?? expectedVersion ?? (await store.getAggregateVersion(id));
    const event = toEvent(fields, current);
    versions.set(id, Math.max(current, event.version));
    events.push(event);
  }
  return events;
}
