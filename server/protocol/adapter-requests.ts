import * as z from 'zod';

/**
 * Our own requests to the debug adapter, for what the Debug Adapter Protocol has no words for. Positions count the
 * events of a stream from 1; without an aggregate it is the session's first.
 */
export const ADAPTER_REQUESTS = {
  /** Runs to an event in either direction; breakpoints on the way stop it. */
  replayTo: {
    command: 'replayTo',
    arguments: z.object({ position: z.int().min(1), aggregateId: z.string().optional() }),
  },
  /** Jumps to an event, evaluating nothing on the way. */
  moveTo: {
    command: 'moveTo',
    arguments: z.object({ position: z.union([z.int().min(1), z.literal(['first', 'last'])]) }),
  },
  /** Moves to the event that caused the current one, in whatever stream. */
  goToCause: { command: 'goToCause' },
  /** Moves back to the last event that changed a part of the state: `state['balance']`. */
  whoSet: { command: 'whoSet', arguments: z.object({ expression: z.string(), frameId: z.int().optional() }) },
} as const;
