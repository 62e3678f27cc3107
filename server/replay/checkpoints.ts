import type { StreamKey } from '../domain/event.ts';
import type { JsonValue } from '../domain/json.ts';
import { copyTracks, type Tracks } from './tracks.ts';

/** The states of a log's streams, remembered in memory to make going back cheap. */
export interface Checkpoint {
  readonly position: number;
  /** The place in its stream of the event at that position. */
  readonly key: StreamKey;
  readonly tracks: Tracks;
}

/** Refolding a thousand events takes about a millisecond, so closer checkpoints buy nothing. */
const CLOSEST = 1_000;
/** In bytes, by the upper bounds below: what is measured stays below, because checkpoints share what did not change. */
const BUDGET = 56_000_000;
/** A state's field in V8's dictionaries, whose capacity is a power of two. */
const FIELD = 64;
const NUMBER = 16;
const TEXT = 24;
const CHARACTER = 2;
const CONTAINER = 48;
const ENTRY = 16;

/**
 * The checkpoints of one log, evenly spaced. Their distance is the closest that keeps three promises:
 *
 * - at least a thousand events, because folding those again is not felt;
 * - at least twice as many events as the states have fields, so that a run copies no more than half a field for each
 *   event, which is little beside reading it;
 * - so far apart that all of them stay within a budget of heap, whatever the states' width and the log's length: when
 *   they outgrow it, every second one is dropped and the distance doubles.
 */
export class Checkpoints {
  #spacing = CLOSEST;
  #weight = 0;
  readonly budget: number;
  #kept: (Checkpoint & { readonly weight: number })[] = [];

  constructor(budget = BUDGET) {
    this.budget = budget;
  }

  get spacing(): number {
    return this.#spacing;
  }

  /** To be called at every position that is passed; remembers the states where that is due. */
  offer(position: number, key: StreamKey, tracks: Tracks): void {
    if (position % this.#spacing !== 0) return;
    const last = this.#kept.at(-1);
    if (last && last.position >= position) return;
    let fields = 0;
    let weight = 0;
    for (const { state } of tracks.values()) {
      const values = Object.values(state);
      fields += values.length;
      weight += FIELD * values.length;
      for (const value of values) weight += sizeOf(value);
    }
    this.#kept.push({ position, key, tracks: copyTracks(tracks), weight });
    this.#weight += weight;
    while (2 * fields > this.#spacing || (this.#weight > this.budget && this.#kept.length > 1)) this.#thin();
  }

  /** The last checkpoint before or at the position; undefined when the fold must start from nothing. */
  atOrBefore(position: number): Checkpoint | undefined {
    let low = 0;
    let high = this.#kept.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#kept[middle]!.position <= position) low = middle + 1;
      else high = middle;
    }
    return this.#kept[low - 1];
  }

  /** Forgets those from a position on: what led to them has changed. */
  forgetFrom(position: number): void {
    this.#keep((checkpoint) => checkpoint.position < position);
  }

  #thin(): void {
    this.#spacing *= 2;
    this.#keep(({ position }) => position % this.#spacing === 0);
  }

  #keep(stays: (checkpoint: Checkpoint) => boolean): void {
    this.#kept = this.#kept.filter(stays);
    this.#weight = this.#kept.reduce((sum, { weight }) => sum + weight, 0);
  }
}

/** The most heap that a value takes, in bytes. */
function sizeOf(value: JsonValue): number {
  if (typeof value === 'string') return TEXT + CHARACTER * value.length;
  if (typeof value !== 'object' || value === null) return NUMBER;
  let size = CONTAINER;
  for (const item of Object.values(value)) size += ENTRY + sizeOf(item as JsonValue);
  return size;
}
