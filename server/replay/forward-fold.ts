import type { Anomaly } from '../domain/anomalies.ts';
import type { RecordedEvent, StreamKey } from '../domain/event.ts';
import { Overwritten } from '../projections/overwritten.ts';
import type { Checkpoint } from './checkpoints.ts';
import type { Moving } from './event-view.ts';
import { applyEvent, type FoldSource, type Needs, NO_ANOMALIES, readPage } from './fold-source.ts';
import type { Pace } from './pace.ts';
import { copyTracks, type Track, type Tracks, trackOf } from './tracks.ts';

/** Where a fold stands: the states after so many events, and the key of the last; none before the first event. */
export interface Place {
  readonly position: number;
  readonly key: StreamKey | undefined;
  readonly tracks: Tracks;
}

/** At a checkpoint, or before the first event; the states are copies. */
export function startAt(checkpoint?: Checkpoint): Place {
  if (!checkpoint) return { position: 0, key: undefined, tracks: new Map() };
  return { position: checkpoint.position, key: checkpoint.key, tracks: copyTracks(checkpoint.tracks) };
}

/**
 * A fold that only goes forward: what a run scans with. It reads no field that nobody asks for and keeps nothing of
 * what lies behind, so that its memory and its cost for each event are the same however long it runs.
 */
export class ForwardFold implements Moving {
  readonly overwritten = new Overwritten();
  failure: Error | undefined;
  readonly #source: FoldSource;
  readonly #needs: Needs;
  readonly #tracks: Tracks;
  /** The track of the event just applied. */
  #track: Track;
  readonly #isOneStream: boolean;
  #position: number;
  #key: StreamKey | undefined;
  #keyBefore: StreamKey | undefined;
  #page: readonly RecordedEvent[] = [];
  #anomalies: ReadonlyMap<RecordedEvent, readonly Anomaly[]> = new Map();
  #next = 0;

  /** Starts at a place, whose states become its own. `needs` is all that will be asked of its events. */
  constructor(source: FoldSource, { position, key, tracks }: Place, needs: Needs) {
    this.#source = source;
    this.#needs = needs;
    this.#position = position;
    this.#key = key;
    this.#tracks = tracks;
    this.#isOneStream = source.log.aggregateIds.length === 1;
    this.#track = trackOf(tracks, source.log.aggregateIds[0]!, source.projection);
  }

  /** How many events of the log were applied. */
  get position(): number {
    return this.#position;
  }
  /** The event just applied; undefined before the first. */
  get event(): RecordedEvent | undefined {
    return this.#page[this.#next - 1];
  }
  get aggregateId(): string {
    return this.#track.aggregateId;
  }
  get streamPosition(): number {
    return this.#track.position;
  }
  get state() {
    return this.#track.state;
  }
  get anomalies(): readonly Anomaly[] {
    return (this.event && this.#anomalies.get(this.event)) ?? NO_ANOMALIES;
  }

  /** Applies the next event if it is already in memory; false when `fill` must be asked for more. */
  advance(): boolean {
    const event = this.#page[this.#next];
    if (!event) return false;
    if (!this.#isOneStream) this.#track = trackOf(this.#tracks, event.aggregate_id, this.#source.projection);
    this.#track.position++;
    this.overwritten.clear();
    this.failure = applyEvent(this.#source, this.#track, event, this.overwritten);
    this.#next++;
    this.#position++;
    this.#keyBefore = this.#key;
    this.#key = event.key;
    this.#source.checkpoints.offer(this.#position, event.key, this.#tracks);
    return true;
  }

  /**
   * Reads the next page of the log, of at most so many events; false at its end. Throws `cancelled` when it must be waited
   * for too long.
   */
  async fill({ signal }: Pace, most?: number): Promise<boolean> {
    const needs = { ...this.#needs, most };
    const page = await readPage(this.#source, this.#position, this.#key, this.#tracks, signal, needs);
    // At the end of the log the last event stays the current one.
    if (page.events.length === 0) return false;
    this.#page = page.events;
    this.#anomalies = page.anomalies;
    this.#next = 0;
    return true;
  }

  /** Folds up to a position, or to the end of the log. Throws `cancelled`. */
  async moveTo(position: number, pace: Pace): Promise<void> {
    while (this.#position < position) {
      if (this.advance()) continue;
      await pace.breatheOrCancel(this.#position);
      if (!(await this.fill(pace, position - this.#position))) return;
    }
  }

  /** Where it stood before the last event, with states to keep. */
  placeBefore(): Place {
    const tracks = copyTracks(this.#tracks);
    const track = tracks.get(this.#track.aggregateId)!;
    this.overwritten.undo(track.state);
    track.position--;
    return { position: this.#position - 1, key: this.#keyBefore, tracks };
  }
}
