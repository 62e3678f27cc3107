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

/** Refolding a thousand small events takes under a millisecond, so closer checkpoints buy nothing. */
const CLOSEST = 1_000;
/** In characters and fields of JSON, about 64 MB of heap. */
const BUDGET = 4_000_000;
const FIELD_WEIGHT = 8;

/**
 * The checkpoints of one log, evenly spaced. When they outgrow the budget every second one is dropped and the
 * spacing doubles, so their memory is bounded whatever the state's width and the stream's length.
 */
export class Checkpoints {
  #spacing = CLOSEST;
  #weight = 0;
  #budget: number;
  #kept: (Checkpoint & { readonly weight: number })[] = [];

  constructor(budget = BUDGET) {
    this.#budget = budget;
  }

  get spacing(): number {
    return this.#spacing;
  }

  /** To be called at every position that is passed; remembers the states where that is due. */
  offer(position: number, key: StreamKey, tracks: Tracks): void {
    if (position % this.#spacing !== 0) return;
    const last = this.#kept.at(-1);
    if (last && last.position >= position) return;
    let weight = 0;
    for (const { state } of tracks.values()) weight += weigh(state);
    this.#kept.push({ position, key, tracks: copyTracks(tracks), weight });
    this.#weight += weight;
    while (this.#weight > this.#budget && this.#kept.length > 1) this.#thin();
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
    this.#kept = this.#kept.filter((checkpoint) => checkpoint.position < position);
    this.#weight = this.#kept.reduce((sum, { weight }) => sum + weight, 0);
  }

  clear(): void {
    this.#kept = [];
    this.#weight = 0;
    this.#spacing = CLOSEST;
  }

  #thin(): void {
    this.#spacing *= 2;
    this.#kept = this.#kept.filter(({ position }) => position % this.#spacing === 0);
    this.#weight = this.#kept.reduce((sum, { weight }) => sum + weight, 0);
  }
}

/** Roughly how much heap a value holds, in characters. */
function weigh(value: JsonValue): number {
  if (typeof value === 'string') return FIELD_WEIGHT + value.length;
  if (typeof value !== 'object' || value === null) return FIELD_WEIGHT;
  let sum = FIELD_WEIGHT;
  for (const item of Object.values(value)) sum += FIELD_WEIGHT + weigh(item as JsonValue);
  return sum;
}
