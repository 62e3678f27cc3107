import type { RecordedEvent, StreamKey } from '../../domain/event.ts';
import type { SearchStep, StreamSearch } from '../../domain/event-store.ts';
import { countUpTo } from './memory-log.ts';

/** How many events are looked at in one step. */
const WINDOW = 500;

/** Looks at event after event: there is nothing faster where all are in memory. */
export function searchLog(
  streamNow: () => readonly RecordedEvent[],
  isWanted: (event: RecordedEvent) => boolean,
): StreamSearch {
  /** From one index to another, both inclusive, in either direction. */
  const look = (stream: readonly RecordedEvent[], from: number, to: number): SearchStep => {
    const step = from <= to ? 1 : -1;
    const end = step > 0 ? Math.min(to, from + WINDOW - 1) : Math.max(to, from - WINDOW + 1);
    for (let at = from; at !== end + step; at += step) {
      if (isWanted(stream[at]!)) return { kind: 'found', event: stream[at]!, position: at + 1 };
    }
    return end === to ? { kind: 'end' } : { kind: 'passed', key: stream[end]!.key };
  };
  return {
    next: async (after, upTo) => {
      const stream = streamNow();
      const from = after ? countUpTo(stream, after) : 0;
      const to = (upTo ? countUpTo(stream, upTo) : stream.length) - 1;
      return from > to ? { kind: 'end' } : look(stream, from, to);
    },
    previous: async (before, downTo) => {
      const stream = streamNow();
      const from = placesBefore(stream, before) - 1;
      const to = downTo ? placesBefore(stream, downTo) : 0;
      return from < to ? { kind: 'end' } : look(stream, from, to);
    },
  };
}

function placesBefore(stream: readonly RecordedEvent[], { version, tie }: StreamKey): number {
  return countUpTo(stream, { version, tie: Number(tie) - 0.5 });
}
