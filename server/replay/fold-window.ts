import type { RecordedEvent, StreamKey } from '../domain/event.ts';
import { Overwritten } from '../projections/overwritten.ts';

const NOTHING = new Overwritten();

/**
 * Some events of a log in a row: those applied, with what they wrote, and behind them those that were undone or read
 * ahead.
 *
 *     first                  position                 end
 *        | applied, undoable    | undone or read ahead   |
 */
export class FoldWindow {
  /** The key of the event before the first. */
  readonly #keyBefore: StreamKey | undefined;
  #first: number;
  readonly #events: RecordedEvent[] = [];
  readonly #undos: Overwritten[] = [];

  /** Behind a position, and the key of the event there, if there is one. */
  constructor(first = 0, keyBefore?: StreamKey) {
    this.#first = first;
    this.#keyBefore = keyBefore;
  }

  /** The position before the first event. */
  get first(): number {
    return this.#first;
  }

  /** The position of the last event, and its key: where reading goes on. */
  get end(): number {
    return this.#first + this.#events.length;
  }
  get lastKey(): StreamKey | undefined {
    return this.#events.at(-1)?.key ?? this.#keyBefore;
  }

  /** The key of the event at a position: where reading behind it goes on. */
  keyAt(position: number): StreamKey | undefined {
    return this.eventAt(position)?.key ?? this.#keyBefore;
  }

  eventAt(position: number): RecordedEvent | undefined {
    return this.#events[position - this.#first - 1];
  }

  /** What the event at a position wrote. */
  overwrittenAt(position: number): Overwritten {
    return this.#undos[position - this.#first - 1] ?? NOTHING;
  }

  readAhead(events: readonly RecordedEvent[]): void {
    for (const event of events) this.#events.push(event);
  }

  /** The event at a position was applied, the first time or again. */
  applied(position: number, overwritten: Overwritten): void {
    this.#undos[position - this.#first - 1] = overwritten;
  }

  /** What stands after a position was undone. */
  undoneTo(position: number): void {
    this.#undos.length = position - this.#first;
  }

  /** Lets go of its first events. */
  forget(count: number): void {
    this.#events.splice(0, count);
    this.#undos.splice(0, count);
    this.#first += count;
  }
}
