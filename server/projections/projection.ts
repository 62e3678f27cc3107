import type { RecordedEvent } from '../domain/event.ts';
import type { JsonValue } from '../domain/json.ts';

/**
 * What a projection folds. It has no prototype, so that a payload's key can have any name. Its top level is changed in
 * place; the values themselves never are, so that checkpoints can share them.
 */
export type State = { [key: string]: JsonValue };

/** One top-level field that a fold wrote, with what stood there before; undefined when it was not there. */
export interface Overwritten {
  readonly key: string;
  readonly old: JsonValue | undefined;
}

/** The function that folds events into state: `(state, event) -> state`. */
export interface Projection {
  readonly name: string;
  initialState(): State;
  /** Folds the event into the state, in place at the top level, and tells what it wrote, so that it can be undone. */
  apply(state: State, event: RecordedEvent): readonly Overwritten[];
}

/** Takes back what `apply` did. Undo in the opposite order of applying. */
export function undo(state: State, overwritten: readonly Overwritten[]): void {
  for (let i = overwritten.length - 1; i >= 0; i--) {
    const { key, old } = overwritten[i]!;
    if (old === undefined) delete state[key];
    else state[key] = old;
  }
}

export function copyState(state: Readonly<State>): State {
  return Object.assign(Object.create(null), state) as State;
}
