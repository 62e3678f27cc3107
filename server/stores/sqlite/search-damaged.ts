import type { RecordedEvent, StreamKey } from '../../domain/event.ts';
import type { SearchStep } from '../../domain/event-store.ts';
import { compareKeys } from './compare-keys.ts';
import type { StreamReader } from './stream-reader.ts';

/** How many events are tested in one step. */
const BATCH = 100;

/**
 * One step of a search where the database is damaged: event by event, as far as each can be read. `direction` is 1 for the
 * events after the place `from`, -1 for those before it.
 */
export function searchDamaged(
  stream: StreamReader,
  test: (event: RecordedEvent) => boolean,
  direction: 1 | -1,
  [from, to]: readonly [from: StreamKey | undefined, to: StreamKey | undefined],
): SearchStep {
  let position = startOf(stream, direction, from);
  let key: StreamKey | undefined;
  for (let count = 0; count < BATCH; count++, position += direction) {
    const event = stream.eventAt(position);
    if (!event || (to && direction * compareKeys(event.key, to) > 0)) return { kind: 'end' };
    if (test(event)) return { kind: 'found', event };
    key = event.key;
  }
  return { kind: 'passed', key: key! };
}

/** The position of the first event to look at: `from` itself is not. */
function startOf(stream: StreamReader, direction: 1 | -1, from: StreamKey | undefined): number {
  if (!from) return direction === 1 ? 1 : stream.count();
  const upTo = stream.positionOf(from);
  if (direction === 1) return upTo + 1;
  const event = stream.eventAt(upTo);
  return event && compareKeys(event.key, from) === 0 ? upTo - 1 : upTo;
}
