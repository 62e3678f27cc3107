import type { RecordedEvent } from '../../domain/event.ts';
import type { EventStore } from '../../domain/event-store.ts';
import type { Pace } from '../../replay/pace.ts';

/** Longer chains of causes are cut, and say so. */
const MOST_CAUSES = 1_000;

/** How a chain of causes ends: at an event that has none, at one that the store lacks, in a circle, or cut short. */
export type ChainEnd = 'root' | 'missing' | 'circle' | 'cut';

/** An event's causes, the nearest first. Throws `cancelled`. */
export async function causesOf(
  store: EventStore,
  event: RecordedEvent,
  pace: Pace,
): Promise<{ readonly causes: RecordedEvent[]; readonly end: ChainEnd }> {
  const causes: RecordedEvent[] = [];
  const seen = new Set([event.event_id]);
  for (let id = event.causation_id; id; ) {
    await pace.breatheOrCancel(causes.length);
    if (seen.has(id)) return { causes, end: 'circle' };
    if (causes.length >= MOST_CAUSES) return { causes, end: 'cut' };
    const cause = await store.getEvent(id);
    if (!cause) return { causes, end: 'missing' };
    causes.push(cause);
    seen.add(id);
    id = cause.causation_id;
  }
  return { causes, end: 'root' };
}
