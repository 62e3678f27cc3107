import type { RecordedEvent } from '../../domain/event.ts';
import type { Streams } from './streams.ts';

/** As fast as a cursor, which would hold a transaction open for as long as somebody looks at an event. */
const PAGE = 2_000;

/** Event by event, two pages in memory at a time: the server reads one while the other is walked through. */
export async function* replayAhead(
  streams: Streams,
  aggregateId: string,
  fromVersion: number | undefined,
): AsyncIterableIterator<RecordedEvent> {
  let next: Promise<RecordedEvent[]> | undefined = streams.read(aggregateId, { fromVersion, limit: PAGE });
  while (next) {
    const page: RecordedEvent[] = await next;
    const after = page.at(-1)?.key;
    next = page.length === PAGE ? streams.read(aggregateId, { after, limit: PAGE }) : undefined;
    // Whoever walks on is told of an error; whoever stops here need not be.
    next?.catch(() => {});
    yield* page;
  }
}
