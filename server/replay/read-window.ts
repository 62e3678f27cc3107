import type { RecordedEvent } from '../domain/event.ts';
import type { EventStore } from '../domain/event-store.ts';

const PAGE = 5_000;

/** The events of a stream from a position on, at most `size` of them: what one document shows. */
export async function readWindow(
  store: EventStore,
  aggregateId: string,
  firstPosition: number,
  size: number,
): Promise<RecordedEvent[]> {
  const before = firstPosition > 1 ? await store.getEventAt(aggregateId, firstPosition - 1) : undefined;
  if (firstPosition > 1 && !before) return [];
  const events: RecordedEvent[] = [];
  let after = before?.key;
  while (events.length < size) {
    const limit = Math.min(PAGE, size - events.length);
    const page = await store.readStream(aggregateId, { after, limit });
    for (const event of page) events.push(event);
    if (page.length < limit) break;
    after = page.at(-1)!.key;
  }
  return events;
}
