import { DomainError, messageOf } from '../domain/errors.ts';
import type { RecordedEvent, StreamKey } from '../domain/event.ts';
import type { EventStore } from '../domain/event-store.ts';
import { copyState, type Overwritten, type Projection, type State, undo } from '../projections/projection.ts';
import type { Checkpoint, Checkpoints } from './checkpoints.ts';
import { EventView } from './event-view.ts';

/** Pages of this size read fastest; see the benchmark. */
const PAGE = 500;
/** How many events can be undone before the fold has to start again from a checkpoint. */
const UNDO_WINDOW = 1_024;

export interface FoldSource {
  readonly store: EventStore;
  readonly aggregateId: string;
  readonly projection: Projection;
  readonly checkpoints: Checkpoints;
  /** Events after this version are not seen. */
  readonly toVersion?: number | undefined;
}

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
export class StreamFold {
  readonly source: FoldSource;
  #position = 0;
  #state: State;
  /** The position before the first event of the window. */
  #first = 0;
  #firstKey: StreamKey | undefined;
  #events: RecordedEvent[] = [];
  #undos: (readonly Overwritten[])[] = [];

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
  get overwritten(): readonly Overwritten[] {
    return this.#undos[this.#position - this.#first - 1] ?? [];
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
    this.#undos[index] = this.#apply(event);
    this.#position++;
    this.source.checkpoints.offer(this.#position, event.key, this.#state);
    if (index >= 2 * UNDO_WINDOW) this.#forget(UNDO_WINDOW);
    return true;
  }

  /** Reads the next page of the stream; false at its end. */
  async fill(): Promise<boolean> {
    const { store, aggregateId, toVersion } = this.source;
    const after = this.#events.at(-1)?.key ?? this.#firstKey;
    const page = await store.readStream(aggregateId, { after, limit: PAGE });
    for (const event of page) {
      if (toVersion !== undefined && event.version > toVersion) break;
      this.#events.push(event);
    }
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
    undo(this.#state, this.#undos[index]!);
    this.#undos.length = index;
    this.#position--;
    return true;
  }

  /**
   * Moves to a position, by the shorter way: on from here, by undoing, or from a checkpoint. Stops early at the end of
   * the stream. `between` is called after each page and may throw to give up.
   */
  async moveTo(position: number, between: () => Promise<void> | void = () => {}): Promise<void> {
    if (position < this.#position && position - this.#first > 0) {
      while (this.#position > position) {
        undo(this.#state, this.#undos[this.#position - this.#first - 1]!);
        this.#position--;
      }
      this.#undos.length = this.#position - this.#first;
      return;
    }
    this.#restore(position);
    while (this.#position < position) {
      if (this.advance()) continue;
      await between();
      if (!(await this.fill())) return;
    }
  }

  /**
   * Goes to the nearest checkpoint from which the position can be reached by advancing, and returns where that is. The
   * event there is not read: this is where a scan of the span up to the position starts.
   */
  rewindBelow(position: number): number {
    this.#startFrom(this.source.checkpoints.atOrBefore(position - 1));
    return this.#position;
  }

  /** Forgets all that was read, so that the stream is read again from the store. */
  reset(): void {
    this.#startFrom(undefined);
  }

  /** Goes to the last checkpoint before the position, unless going on from here is shorter. */
  #restore(position: number): void {
    const checkpoint = this.source.checkpoints.atOrBefore(position - 1);
    if (position >= this.#position && (checkpoint?.position ?? 0) <= this.#position) return;
    this.#startFrom(checkpoint);
  }

  #startFrom(checkpoint: Checkpoint | undefined): void {
    this.#position = checkpoint?.position ?? 0;
    this.#first = this.#position;
    this.#firstKey = checkpoint?.key;
    this.#state = checkpoint ? copyState(checkpoint.state) : this.source.projection.initialState();
    this.#events = [];
    this.#undos = [];
  }

  #apply(event: RecordedEvent): readonly Overwritten[] {
    try {
      return this.source.projection.apply(this.#state, event);
    } catch (error) {
      const place = `event ${this.#position + 1} (${event.event_id})`;
      const message = `The projection '${this.source.projection.name}' failed on ${place}: ${messageOf(error)}`;
      throw new DomainError('projection-failed', message, { cause: error });
    }
  }

  #forget(count: number): void {
    this.#events.splice(0, count);
    this.#undos.splice(0, count);
    this.#first += count;
  }
}
