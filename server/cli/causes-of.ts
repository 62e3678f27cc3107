import type { RecordedEvent } from '../domain/event.ts';
import type { EventStore } from '../domain/event-store.ts';

/** Longer chains are cut. */
const MOST = 1_000;

export interface Causes {
  /** The nearest first. */
  readonly events: readonly RecordedEvent[];
  /** Why the chain ends where nobody would expect it. */
  readonly problem?: string | undefined;
}

/** What led to an event: its cause, the cause of that, and so on to the first. */
export async function causesOf(store: EventStore, event: RecordedEvent): Promise<Causes> {
  const events: RecordedEvent[] = [];
  const seen = new Set([event.event_id]);
  for (let id = event.causation_id; id; id = events.at(-1)!.causation_id) {
    if (seen.has(id)) return { events, problem: `${id} again: the causes form a circle` };
    if (events.length >= MOST) return { events, problem: `there are more than ${MOST} causes` };
    const cause = await store.getEvent(id);
    if (!cause) return { events, problem: `the cause ${id} is not in this store` };
    events.push(cause);
    seen.add(id);
  }
  return { events };
}
