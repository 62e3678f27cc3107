import * as z from '../domain/zod.ts';

const Position = z.int().check(z.minimum(1));

/**
 * Our own requests to the debug adapter, for what the Debug Adapter Protocol has no words for. Positions count the
 * events of a stream from 1; without an aggregate it is the session's first.
 */
export const ADAPTER_REQUESTS = {
  /** Runs to an event in either direction; breakpoints on the way stop it. */
  replayTo: {
    command: 'replayTo',
    arguments: z.object({ position: Position, aggregateId: z.optional(z.string()) }),
  },
  /** Jumps to an event, evaluating nothing on the way. */
  moveTo: {
    command: 'moveTo',
    arguments: z.object({
      position: z.union([Position, z.literal(['first', 'last'])], 'must be a number from 1, "first" or "last"'),
    }),
  },
  /** Moves to the event that caused the current one, in whatever stream. */
  goToCause: { command: 'goToCause' },
  /** Moves back to the last event that changed a part of the state: `state['balance']`. */
  whoSet: { command: 'whoSet', arguments: z.object({ expression: z.string(), frameId: z.optional(z.int()) }) },
  /**
   * What-if: the event did not happen or, with a payload as JSON text, said something else; the current event when none
   * is named. In this replay only.
   */
  whatIf: {
    command: 'whatIf',
    arguments: z.object({
      event_data: z.optional(z.string()),
      aggregateId: z.optional(z.string()),
      position: z.optional(Position),
    }),
  },
  /** Takes the last what-if back, or all of them. */
  undoWhatIf: {
    command: 'undoWhatIf',
    arguments: z.object({ all: z._default(z.boolean(), false) }),
    answer: z.object({ undone: z.array(z.string()) }),
  },
  /** As `restart`, but what-ifs stay. */
  restartKeepingWhatIfs: { command: 'restartKeepingWhatIfs' },
  /** An expression's value at every event; the rows come as `watchHistory` events under the id. */
  watchHistory: {
    command: 'watchHistory',
    arguments: z.object({ expression: z.string().check(z.minLength(1)), aggregateId: z.optional(z.string()) }),
    answer: z.object({ historyId: z.int() }),
  },
  /** What the events of a part of a stream changed in the state, for behind their lines; none for those without change. */
  inlineChanges: {
    command: 'inlineChanges',
    arguments: z.object({ aggregateId: z.string(), first: Position, last: Position }),
    answer: z.object({ rows: z.readonly(z.array(z.object({ position: z.int(), text: z.string() }))) }),
  },
  /** Where the replay stands; answered also while it runs. */
  standing: {
    command: 'standing',
    answer: z.object({
      /** Of the current event; of the first stream before there is one. */
      aggregateId: z.string(),
      /** How many streams are replayed together. */
      streams: z.int(),
      /** In the session's log: of one stream its own. 0 before the first event. */
      position: z.int(),
      /** The position of the last event; missing when it is not known. */
      total: z.optional(z.int()),
      /** How it came here; missing while it runs. */
      direction: z.optional(z.enum(['forward', 'back', 'jump'])),
      state: z.enum(['idle', 'running', 'paused', 'stopped', 'error']),
    }),
  },
  /** The session file as JSON text. */
  exportSession: { command: 'exportSession', answer: z.object({ text: z.string() }) },
} as const;

export type Standing = z.infer<typeof ADAPTER_REQUESTS.standing.answer>;

const Place = { aggregate_id: z.string(), position: z.int() };

/** Our own events of the debug adapter. */
export const ADAPTER_EVENTS = {
  /** All that this replay folds otherwise than it is recorded. */
  whatIf: z.object({
    changes: z.readonly(
      z.array(
        z.discriminatedUnion('kind', [
          z.object({ kind: z.literal('skip'), ...Place }),
          z.object({ kind: z.literal('payload'), ...Place }),
          z.object({ kind: z.literal('value'), ...Place, path: z.string() }),
        ]),
      ),
    ),
  }),
  /** Rows of a watch history, in order; the last event says how it ended. */
  watchHistory: z.object({
    historyId: z.int(),
    rows: z.readonly(
      z.array(
        z.object({
          ...Place,
          version: z.int(),
          timestamp: z.string(),
          type: z.string(),
          value: z.optional(z.string()),
          error: z.optional(z.string()),
        }),
      ),
    ),
    end: z.optional(z.enum(['complete', 'cancelled'])),
  }),
} as const;
