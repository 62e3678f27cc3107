import { type Event, RecordedEvent, type StreamKey } from '../../domain/event.ts';
import { checkVersion, duplicateEvent } from '../append-rules.ts';
import { toEventRow } from '../event-to-row.ts';

/** All events in the order of their appending, and the same events by stream and by id. */
export interface MemoryLog {
  readonly events: RecordedEvent[];
  readonly streams: Map<string, RecordedEvent[]>;
  readonly byId: Map<string, RecordedEvent>;
}

export function emptyLog(): MemoryLog {
  return { events: [], streams: new Map(), byId: new Map() };
}

/** Appends one event; `version-conflict` and `duplicate-event` leave the log as it was. */
export function append(log: MemoryLog, event: Event, expectedVersion: number | undefined): void {
  const stream = log.streams.get(event.aggregate_id) ?? [];
  checkVersion(event, {
    currentVersion: stream.at(-1)?.version ?? 0,
    expectedVersion,
    isTaken: (version) => stream.some((other) => other.version === version),
  });
  if (log.byId.has(event.event_id)) throw duplicateEvent(event.event_id);
  const recorded = new RecordedEvent(toEventRow(event, log.events.length + 1));
  log.events.push(recorded);
  log.byId.set(recorded.event_id, recorded);
  stream.splice(countUpTo(stream, recorded.key), 0, recorded);
  log.streams.set(recorded.aggregate_id, stream);
}

/** Takes back the newest events until only `length` are left. */
export function truncate(log: MemoryLog, length: number): void {
  for (const event of log.events.splice(length)) {
    log.byId.delete(event.event_id);
    const stream = log.streams.get(event.aggregate_id)!;
    stream.splice(stream.indexOf(event), 1);
    if (stream.length === 0) log.streams.delete(event.aggregate_id);
  }
}

/** How many events of a stream stand before and at this place. */
export function countUpTo(stream: readonly RecordedEvent[], key: StreamKey): number {
  let low = 0;
  let high = stream.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isAfter(stream[middle]!.key, key)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function isAfter(a: StreamKey, b: StreamKey): boolean {
  return a.version > b.version || (a.version === b.version && Number(a.tie) > Number(b.tie));
}
