import type { RecordedEvent } from '../../domain/event.ts';
import type { EventFilter } from '../../domain/filter.ts';
import { type Criteria, compileFilter } from '../criteria.ts';
import type { Ask } from './ask.ts';
import type { Streams } from './streams.ts';

/** A filter whose expression may read `position`, which only the server knows. */
export interface Matcher {
  readonly criteria: Criteria;
  /** Those of the events that match. `ask` is for who has a connection already. */
  select(events: readonly RecordedEvent[], ask?: Ask): Promise<RecordedEvent[]>;
}

/** An expression read the position of an event before it was known. */
class PositionWanted extends Error {}

/** Throws `bad-filter`, `bad-expression`. */
export function compileMatcher(filter: EventFilter, streams: Streams): Matcher {
  const positions = new WeakMap<RecordedEvent, number>();
  const criteria = compileFilter(filter, (event) => {
    const position = positions.get(event);
    if (position === undefined) throw new PositionWanted();
    return position;
  });
  let needsPositions = false;
  const select: Matcher['select'] = async (events, ask) => {
    try {
      if (!needsPositions) return events.filter(criteria.test);
    } catch (error) {
      if (!(error instanceof PositionWanted)) throw error;
      needsPositions = true;
    }
    for (const event of events) {
      positions.set(event, await streams.positionOf(event.aggregate_id, event.key, ask));
    }
    return events.filter(criteria.test);
  };
  return { criteria, select };
}
