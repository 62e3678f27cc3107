import type { RecordedEvent } from '../server/domain/event.ts';
import type { StreamPlace } from '../server/replay/event-log.ts';
import { placeOf } from '../server/replay/open-log.ts';
import type { Launched } from './adapter.ts';

/** More effects of one event are not offered. */
const MOST = 100;

export interface Effect {
  readonly event: RecordedEvent;
  readonly place: StreamPlace;
}

/** The events that one caused, oldest first; in its own stream only those after it. */
export async function effectsOf({ store }: Launched, cause: RecordedEvent): Promise<Effect[]> {
  const effects: Effect[] = [];
  const from = await placeOf(store, cause);
  for (const event of await store.findCaused(cause.event_id, MOST)) {
    const place = await placeOf(store, event);
    if (place.aggregateId !== from.aggregateId || place.position > from.position) effects.push({ event, place });
  }
  return effects;
}
