import type { JsonValue } from '../domain/json.ts';
import type { State } from './projection.ts';

/**
 * What one event wrote at the state's top level: the keys, and what stood there before. Made to be used again for the
 * next event, so that a run over millions makes no garbage.
 */
export class Overwritten {
  readonly #keys: string[] = [];
  readonly #old: (JsonValue | undefined)[] = [];
  #size = 0;

  /** In the order of writing; a key that was written twice stands there twice. */
  get keys(): readonly string[] {
    return this.#keys.slice(0, this.#size);
  }

  /** To be called before the key is written or deleted. */
  note(state: Readonly<State>, key: string): void {
    this.#keys[this.#size] = key;
    this.#old[this.#size] = state[key];
    this.#size++;
  }

  /** What stood under a key; undefined also when nothing did. `has` tells whether the key was written. */
  oldValue(key: string): JsonValue | undefined {
    const first = this.#keys.indexOf(key);
    return this.has(key) ? this.#old[first] : undefined;
  }

  has(key: string): boolean {
    const first = this.#keys.indexOf(key);
    return first >= 0 && first < this.#size;
  }

  /** Takes everything back. Events are undone in the opposite order of applying. */
  undo(state: State): void {
    for (let i = this.#size - 1; i >= 0; i--) {
      const old = this.#old[i];
      if (old === undefined) delete state[this.#keys[i]!];
      else state[this.#keys[i]!] = old;
    }
  }

  clear(): void {
    this.#size = 0;
  }
}
