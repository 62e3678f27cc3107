import { bareType } from '../domain/event-types.ts';

/** Types are words of strangers, and every pair of them is kept in memory: further ones are counted as `other`. */
const MOST_TYPES = 500;

/** What metrics look at of an event. */
export interface TypedEvent {
  readonly aggregate_type: string;
  readonly event_type: string;
}

/** The type of an event as labels, bare, and of no more than 500 different ones. */
export function typeLabels(): (event: Partial<TypedEvent> | undefined) => TypedEvent {
  const known = new Set<string>();
  return (event) => {
    const aggregate_type = String(event?.aggregate_type ?? '');
    const event_type = bareType({ aggregate_type, event_type: String(event?.event_type ?? '') });
    const both = JSON.stringify([aggregate_type, event_type]);
    if (!known.has(both) && known.size >= MOST_TYPES) return { aggregate_type: 'other', event_type: 'other' };
    known.add(both);
    return { aggregate_type, event_type };
  };
}
