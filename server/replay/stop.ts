/**
 * Why and where a replay stands still.
 *
 * - `entry`: on the first event of a new or restarted session
 * - `step`, `goto`: after a single step or a jump
 * - `breakpoint`: a run met a hit
 * - `start`, `end`: there are no more events in that direction
 * - `pause`: somebody asked for it
 * - `stopped`: it was moved on from the end
 */
export interface Stop {
  readonly reason: 'entry' | 'step' | 'goto' | 'breakpoint' | 'start' | 'end' | 'pause' | 'stopped';
  readonly direction: 'forward' | 'back' | 'jump';
  readonly position: number;
  /** The ids of the breakpoints that this event hits, also when it was reached by a step. */
  readonly hits: readonly string[];
}

/** Where to jump. A timestamp means the last event that is not later. */
export type MoveTarget =
  | { readonly position: number }
  | { readonly version: number }
  | { readonly timestamp: string }
  | { readonly event_id: string }
  | 'first'
  | 'last';
