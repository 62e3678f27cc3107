import type { Event, RecordedEvent } from '../domain/event.ts';
import type { JsonValue } from '../domain/json.ts';
import type { Overwritten } from './overwritten.ts';
import type { Printed } from './printed.ts';

/**
 * What a projection folds. It has no prototype, so that a payload's key can have any name. Its top level is changed in
 * place; the values themselves never are, so that checkpoints can share them.
 */
export type State = { [key: string]: JsonValue };

/** The function that folds events into state: `(state, event) -> state`. */
export interface Projection {
  readonly name: string;
  /** The only fields of an event that it reads; all when left out. */
  readonly fields?: ReadonlySet<keyof Event>;
  initialState(): State;
  /** Folds the event into the state, in place at the top level, and notes what it wrote, so that it can be undone. */
  apply(state: State, event: RecordedEvent, overwritten: Overwritten): void;
  /**
   * For projections that run elsewhere: works the events out before they are applied, from the states of their streams.
   * Resolves with the events that are ready, at least one, in order; perhaps lifted by upcasters. `apply` is then called
   * for each of them with the state that it was worked out for. Rejects with `cancelled` when the signal is aborted
   * before any is ready.
   */
  prepare?(
    events: readonly RecordedEvent[],
    stateOf: (aggregateId: string) => Readonly<State>,
    signal: AbortSignal,
  ): Promise<readonly RecordedEvent[]>;
  /** What the user's code printed while this event, as `prepare` gave it, was worked out. */
  printed?(event: RecordedEvent): readonly Printed[];
  /** Ends what it runs in. */
  close?(): Promise<void>;
  /** For the user's own code: changes when that code does. States of another fingerprint were folded differently. */
  readonly fingerprint?: string;
}

export function copyState(state: Readonly<State>): State {
  return Object.assign(Object.create(null), state) as State;
}
