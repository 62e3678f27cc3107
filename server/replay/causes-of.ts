import type { RecordedEvent } from '../domain/event.ts';
import type { EventStore } from '../domain/event-store.ts';
import { Pace } from './pace.ts';

/** Longer chains of causes are cut, unless somebody says otherwise. */
const MOST = 1_000;

/** How a chain of causes ends: at an event that has none, at one that the store lacks, in a circle, or cut short. */
export type ChainEnd = 'root' | 'missing' | 'circle' | 'cut';

export interface Causes {
  /** The nearest first. */
  readonly causes: readonly RecordedEvent[];
  readonly end: ChainEnd;
  /** The cause at which the chain ends where nobody would expect it; null at a root. */
  readonly next: string | null;
}

/** What led to an event: its cause, the cause of that, and so on to the first. Throws `cancelled`. */
export async function causesOf(
  store: EventStore,
  event: RecordedEvent,
  { pace = new Pace(), most = MOST }: { readonly pace?: Pace; readonly most?: number } = {},
): Promise<Causes> {
  const causes: RecordedEvent[] = [];
  const seen = new Set([event.event_id]);
  let id = event.causation_id;
  while (id) {
    await pace.breatheOrCancel(causes.length);
    if (seen.has(id)) return { causes, end: 'circle', next: id };
    if (causes.length >= most) return { causes, end: 'cut', next: id };
    const cause = await store.getEvent(id);
    if (!cause) return { causes, end: 'missing', next: id };
    causes.push(cause);
    seen.add(id);
    id = cause.causation_id;
  }
  return { causes, end: 'root', next: null };
}
