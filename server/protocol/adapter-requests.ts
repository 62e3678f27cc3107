import * as z from 'zod';

/**
 * Our own requests to the debug adapter, for what the Debug Adapter Protocol has no words for. Positions count the
 * events of the session's stream from 1.
 */
export const ADAPTER_REQUESTS = {
  /** Runs to an event in either direction; breakpoints on the way stop it. */
  replayTo: { command: 'replayTo', arguments: z.object({ position: z.int().min(1) }) },
  /** Jumps to an event, evaluating nothing on the way. */
  moveTo: {
    command: 'moveTo',
    arguments: z.object({ position: z.union([z.int().min(1), z.literal(['first', 'last'])]) }),
  },
  /** Moves to the event that caused the current one; when that is in another stream, only says where it is. */
  goToCause: {
    command: 'goToCause',
    answer: z.object({ moves: z.boolean(), source: z.object({ path: z.string().optional() }), line: z.int() }),
  },
  /** Moves back to the last event that changed a part of the state: `state['balance']`. */
  whoSet: { command: 'whoSet', arguments: z.object({ expression: z.string() }) },
} as const;
