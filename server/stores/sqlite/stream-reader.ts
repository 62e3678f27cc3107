import type { RecordedEvent, StreamKey } from '../../domain/event.ts';
import type { ReadOptions } from '../../domain/event-store.ts';

/** One stream in its order. */
export interface StreamReader {
  read(options: ReadOptions): RecordedEvent[];
  eventAt(position: number): RecordedEvent | undefined;
  positionOf(key: StreamKey): number;
  count(): number;
}
