import type { Anomaly } from '../domain/anomalies.ts';
import type { RecordedEvent } from '../domain/event.ts';
import { Overwritten } from '../projections/overwritten.ts';
import { copyState, type State } from '../projections/projection.ts';
import { EventView, type Folded, type Moving } from './event-view.ts';
import { applyEvent, type FoldSource, type Needs, NO_ANOMALIES, readPage } from './fold-source.ts';
import { FoldWindow } from './fold-window.ts';
import { ForwardFold, type Place, startAt } from './forward-fold.ts';
import { Pace } from './pace.ts';
import { copyTracks, type Track, type Tracks, trackOf } from './tracks.ts';

/** How many events can be undone before the fold has to start again from a checkpoint. */
const UNDO_WINDOW = 1_024;
/** How many of them a jump leaves behind it, so that stepping back from there is cheap at once. */
const LOOK_BACK = 100;
/** Who jumps to an event seldom goes far from there: pages are small at first. */
const FIRST_PAGE = 128;

/**
 * A log folded up to a position, and able to move either way. Position 0 is before the first event. Going back within the
 * window of events that it holds undoes; going back beyond it folds again from the nearest checkpoint.
 */
export class LogFold implements Moving {
  readonly source: FoldSource;
  /** What is wrong with the current event, if somebody has looked. */
  anomalies: readonly Anomaly[] = NO_ANOMALIES;
  #position = 0;
  #tracks: Tracks = new Map();
  #window = new FoldWindow();
  #page: number | undefined = FIRST_PAGE;
  /** What the projection threw, by the event that it threw on. */
  readonly #failures = new WeakMap<RecordedEvent, Error>();

  constructor(source: FoldSource) {
    this.source = source;
  }

  get position(): number {
    return this.#position;
  }

  /** The stream of the current event, and where it stands there. */
  get aggregateId(): string {
    return this.#track.aggregateId;
  }
  get streamPosition(): number {
    return this.#track.position;
  }

  /** The state after the current event. It changes when the fold moves: `view()` keeps a copy. */
  get state(): Readonly<State> {
    return this.#track.state;
  }

  get failure(): Error | undefined {
    return this.event && this.#failures.get(this.event);
  }

  /** How far each stream was folded. */
  get tracks(): ReadonlyMap<string, Readonly<Track>> {
    return this.#tracks;
  }

  /** The event just applied; undefined before the first. */
  get event(): RecordedEvent | undefined {
    return this.#window.eventAt(this.#position);
  }

  /** What the event at the position wrote. */
  get overwritten(): Overwritten {
    return this.#window.overwrittenAt(this.#position);
  }

  /** The event, the state on both sides of it and its position, to keep. Undefined before the first event. */
  view(): EventView | undefined {
    const { event } = this;
    return event && new EventView(event, this.streamPosition, this.sides());
  }

  /** The state after the current event, to keep. */
  sides(): Folded {
    return { state: copyState(this.state), overwritten: this.overwritten };
  }

  /** Applies the next event if it is already in memory; false when `fill` must be asked for more. */
  advance(): boolean {
    const event = this.#window.eventAt(this.#position + 1);
    if (!event) return false;
    const overwritten = new Overwritten();
    const track = trackOf(this.#tracks, event.aggregate_id, this.source.projection);
    track.position++;
    const failure = applyEvent(this.source, track, event, overwritten);
    if (failure) this.#failures.set(event, failure);
    else this.#failures.delete(event);
    this.#position++;
    this.#window.applied(this.#position, overwritten);
    this.anomalies = NO_ANOMALIES;
    this.source.checkpoints.offer(this.#position, event.key, this.#tracks);
    if (this.#position - this.#window.first > 2 * UNDO_WINDOW) this.#window.forget(UNDO_WINDOW);
    return true;
  }

  /** Reads the next page of the log; false at its end. To be called where `advance` found nothing. */
  async fill({ signal }: Pace): Promise<boolean> {
    const needs = { most: this.#page };
    const page = await readPage(this.source, this.#position, this.#window.lastKey, this.#tracks, signal, needs);
    this.#page = undefined;
    this.#window.readAhead(page.events);
    return this.#position < this.#window.end;
  }

  /** Applies the next event; false at the end of the log. */
  async forward(pace = new Pace()): Promise<boolean> {
    return this.advance() || ((await this.fill(pace)) && this.advance());
  }

  /** Undoes the last event; false before the first. */
  async back(pace = new Pace()): Promise<boolean> {
    if (this.#position === 0) return false;
    // The event before must be in the window too, because it becomes the current one.
    if (this.#position - 1 === this.#window.first && this.#position > 1) await this.moveTo(this.#position - 1, pace);
    else this.#undoTo(this.#position - 1);
    return true;
  }

  /**
   * Moves to a position, by the shorter way: on from here, by undoing, or from a checkpoint. Stops early at the end of
   * the log. Throws `cancelled`.
   */
  async moveTo(position: number, pace = new Pace()): Promise<void> {
    if (position < this.#position && position > this.#window.first) {
      this.#undoTo(position);
      return;
    }
    this.#restore(position);
    if (position - this.#position > 2 * LOOK_BACK) await this.#skim(position - LOOK_BACK, pace);
    while (this.#position < position) {
      if (this.advance()) continue;
      await pace.breatheOrCancel(this.#position);
      if (!(await this.fill(pace))) return;
    }
  }

  /** A fold that starts here and goes on by itself. `needs` is all that will be asked of its events. */
  run(needs: Needs = {}): ForwardFold {
    const key = this.#window.keyAt(this.#position);
    return new ForwardFold(this.source, { position: this.#position, key, tracks: copyTracks(this.#tracks) }, needs);
  }

  /** Takes up where a run has come to, on the event that it stands at. */
  async follow(run: ForwardFold): Promise<void> {
    if (run.position === this.#position) return;
    this.#startFrom(run.placeBefore());
    await this.forward();
  }

  /** Forgets all that was read, so that the log is read again from the store. */
  reset(): void {
    this.#startFrom(startAt());
  }

  /** The track of the current event. */
  get #track(): Track {
    const { log, projection } = this.source;
    return trackOf(this.#tracks, this.event?.aggregate_id ?? log.aggregateIds[0]!, projection);
  }

  #undoTo(position: number): void {
    while (this.#position > position) {
      const track = this.#track;
      this.overwritten.undo(track.state);
      track.position--;
      this.#position--;
    }
    this.#window.undoneTo(position);
    this.anomalies = NO_ANOMALIES;
  }

  /** Goes a long way without keeping what lies on it. */
  async #skim(position: number, pace: Pace): Promise<void> {
    const run = this.run({ fields: new Set() });
    try {
      await run.moveTo(position, pace);
    } finally {
      await this.follow(run);
    }
  }

  /** Goes to the last checkpoint before the position, unless going on from here is shorter. */
  #restore(position: number): void {
    const checkpoint = this.source.checkpoints.atOrBefore(position - 1);
    if (position >= this.#position && (checkpoint?.position ?? 0) <= this.#position) return;
    this.#startFrom(startAt(checkpoint));
  }

  #startFrom({ position, key, tracks }: Place): void {
    this.#position = position;
    this.#window = new FoldWindow(position, key);
    this.#page = FIRST_PAGE;
    this.#tracks = tracks;
    this.anomalies = NO_ANOMALIES;
  }
}
