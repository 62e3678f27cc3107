import type { Event, RecordedEvent, StreamKey } from '../domain/event.ts';
import { Overwritten } from '../projections/overwritten.ts';
import { copyState, type State } from '../projections/projection.ts';
import { EventView, type Moving } from './event-view.ts';
import {
  applyEvent,
  type Between,
  type FoldSource,
  ForwardFold,
  type Place,
  readPage,
  startAt,
} from './forward-fold.ts';

/** How many events can be undone before the fold has to start again from a checkpoint. */
const UNDO_WINDOW = 1_024;

const NOTHING = new Overwritten();

/**
 * A stream folded up to a position, and able to move either way. Position 0 is before the first event.
 *
 * It holds a window of events, some applied and the rest read ahead:
 *
 *     #first                 position                 #first + #events.length
 *        | applied, undoable    | undone or read ahead   |
 *
 * Going back within the window undoes; going back beyond it folds again from the nearest checkpoint.
 */
export class StreamFold implements Moving {
  readonly source: FoldSource;
  #position = 0;
  #state: State;
  /** The position before the first event of the window. */
  #first = 0;
  #firstKey: StreamKey | undefined;
  #events: RecordedEvent[] = [];
  #undos: Overwritten[] = [];

  constructor(source: FoldSource) {
    this.source = source;
    this.#state = source.projection.initialState();
  }

  get position(): number {
    return this.#position;
  }

  /** The state after the event at the position. It changes when the fold moves: `view()` keeps a copy. */
  get state(): Readonly<State> {
    return this.#state;
  }

  /** The event just applied; undefined before the first. */
  get event(): RecordedEvent | undefined {
    return this.#events[this.#position - this.#first - 1];
  }

  /** What the event at the position wrote. */
  get overwritten(): Overwritten {
    return this.#undos[this.#position - this.#first - 1] ?? NOTHING;
  }

  /** The event, the state on both sides of it and its position, to keep. Undefined before the first event. */
  view(): EventView | undefined {
    const { event } = this;
    if (!event) return undefined;
    return new EventView(event, this.#position, copyState(this.#state), this.overwritten);
  }

  /** Applies the next event if it is already in memory; false when `fill` must be asked for more. */
  advance(): boolean {
    const index = this.#position - this.#first;
    const event = this.#events[index];
    if (!event) return false;
    const overwritten = new Overwritten();
    applyEvent(this.source, this.#state, event, this.#position + 1, overwritten);
    this.#undos[index] = overwritten;
    this.#position++;
    this.source.checkpoints.offer(this.#position, event.key, this.#state);
    if (index >= 2 * UNDO_WINDOW) this.#forget(UNDO_WINDOW);
    return true;
  }

  /** Reads the next page of the stream; false at its end. */
  async fill(): Promise<boolean> {
    const page = await readPage(this.source, this.#events.at(-1)?.key ?? this.#firstKey);
    for (const event of page) this.#events.push(event);
    return this.#position - this.#first < this.#events.length;
  }

  /** Applies the next event; false at the end of the stream. */
  async forward(): Promise<boolean> {
    return this.advance() || ((await this.fill()) && this.advance());
  }

  /** Undoes the last event; false before the first. */
  async back(): Promise<boolean> {
    if (this.#position === 0) return false;
    const index = this.#position - this.#first - 1;
    // The event before must be in the window too, because it becomes the current one.
    if (index < 1 && this.#position > 1) {
      await this.moveTo(this.#position - 1);
      return true;
    }
    this.#undos[index]!.undo(this.#state);
    this.#undos.length = index;
    this.#position--;
    return true;
  }

  /**
   * Moves to a position, by the shorter way: on from here, by undoing, or from a checkpoint. Stops early at the end of
   * the stream. `between` is called with the position after each page, and may throw to give up.
   */
  async moveTo(position: number, between: Between = () => {}): Promise<void> {
    if (position < this.#position && position - this.#first > 0) {
      while (this.#position > position) {
        this.overwritten.undo(this.#state);
        this.#position--;
      }
      this.#undos.length = this.#position - this.#first;
      return;
    }
    this.#restore(position);
    if (position - this.#position > 2 * UNDO_WINDOW) await this.#skim(position - UNDO_WINDOW, between);
    while (this.#position < position) {
      if (this.advance()) continue;
      await between(this.#position);
      if (!(await this.fill())) return;
    }
  }

  /** A fold that starts here and goes on by itself. `fields` are all that its events will be asked for. */
  run(fields?: ReadonlySet<keyof Event>): ForwardFold {
    const place = { position: this.#position, key: this.event?.key ?? this.#firstKey, state: copyState(this.#state) };
    return new ForwardFold(this.source, place, fields);
  }

  /** Takes up where a run has come to, on the event that it stands at. */
  async follow(run: ForwardFold): Promise<void> {
    if (run.hasFailed) return this.moveTo(run.position);
    if (run.position === this.#position) return;
    this.#startFrom(run.placeBefore());
    await this.forward();
  }

  /** Forgets all that was read, so that the stream is read again from the store. */
  reset(): void {
    this.#startFrom(startAt(this.source));
  }

  /** Goes a long way without keeping what lies on it. */
  async #skim(position: number, between: Between): Promise<void> {
    const run = this.run(new Set());
    try {
      await run.moveTo(position, between);
    } finally {
      await this.follow(run);
    }
  }

  /** Goes to the last checkpoint before the position, unless going on from here is shorter. */
  #restore(position: number): void {
    const checkpoint = this.source.checkpoints.atOrBefore(position - 1);
    if (position >= this.#position && (checkpoint?.position ?? 0) <= this.#position) return;
    this.#startFrom(startAt(this.source, checkpoint));
  }

  #startFrom({ position, key, state }: Place): void {
    this.#position = position;
    this.#first = position;
    this.#firstKey = key;
    this.#state = state;
    this.#events = [];
    this.#undos = [];
  }

  #forget(count: number): void {
    this.#events.splice(0, count);
    this.#undos.splice(0, count);
    this.#first += count;
  }
}
