import type { Anomaly } from '../domain/anomalies.ts';

/** Why a replay stands still; see `Stop`. */
export const STOP_REASONS = [
  'entry',
  'step',
  'goto',
  'breakpoint',
  'start',
  'end',
  'pause',
  'stopped',
  'stream-start',
  'stream-end',
] as const;

/**
 * Why and where a replay stands still.
 *
 * - `entry`: on the first event of a new or restarted session
 * - `step`, `goto`: after a single step or a jump
 * - `breakpoint`: a run met a hit
 * - `start`, `end`: there are no more events in that direction
 * - `pause`: somebody asked for it
 * - `stopped`: it was moved on from the end
 * - `stream-start`, `stream-end`: the stream that was stepped in has no more events in that direction; others in the session
 *   have
 */
export interface Stop {
  readonly reason: (typeof STOP_REASONS)[number];
  readonly direction: 'forward' | 'back' | 'jump';
  /** In the session's log. */
  readonly position: number;
  /** The ids of the breakpoints that this event hits, also when it was reached by a step. */
  readonly hits: readonly string[];
  /** What is wrong with this event, of what the breakpoints that it hits are on. */
  readonly anomalies: readonly Anomaly[];
  /** Why a movement was given up, when that is not plain. */
  readonly text?: string | undefined;
}

/**
 * Where to jump. A position is one in the session's log, or with an aggregate one in its stream; a version needs the
 * aggregate where there are several; a timestamp means the last event that is not later.
 */
export type MoveTarget =
  | { readonly position: number; readonly aggregate_id?: string | undefined }
  | { readonly version: number; readonly aggregate_id?: string | undefined }
  | { readonly timestamp: string }
  | { readonly event_id: string }
  | 'first'
  | 'last';
