import type { StreamKey } from '../domain/event.ts';
import type { JsonValue } from '../domain/json.ts';
import { copyState, type State } from '../projections/projection.ts';

/** A state remembered in memory to make going back cheap. */
export interface Checkpoint {
  readonly position: number;
  /** The place in the stream of the event at that position. */
  readonly key: StreamKey;
  readonly state: Readonly<State>;
}

/** Refolding a thousand small events takes under a millisecond, so closer checkpoints buy nothing. */
const CLOSEST = 1_000;
/** In characters and fields of JSON, about 64 MB of heap. */
const BUDGET = 4_000_000;
const FIELD_WEIGHT = 8;

/**
 * The checkpoints of one stream, evenly spaced. When they outgrow the budget every second one is dropped and the
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

  /** To be called at every position that is passed; remembers the state where one is due. */
  offer(position: number, key: StreamKey, state: Readonly<State>): void {
    if (position % this.#spacing !== 0) return;
    const last = this.#kept.at(-1);
    if (last && last.position >= position) return;
    const weight = weigh(state);
    this.#kept.push({ position, key, state: copyState(state), weight });
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
