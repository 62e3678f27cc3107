import * as z from 'zod';
import { Store } from './request-parts.ts';

/** One `storeGrew` names no more streams than this. */
export const MOST_GROWN_STREAMS = 100;

/** What the language server tells the client unasked. Both ends parse with the schema. */
export const NOTIFICATIONS = {
  /** Events were appended to a store that is open. Told a few times a second at most, however many there are. */
  storeGrew: {
    method: 'event-replay/storeGrew',
    params: z.object({
      store: Store,
      /** The streams that grew, as far as they are few. */
      aggregateIds: z.array(z.string()).readonly(),
      /** Others grew besides. */
      more: z.boolean(),
    }),
  },

  /** How far the work for a request has come that named a `progress` of its own. */
  progress: {
    method: 'event-replay/progress',
    params: z.object({ progress: z.string(), done: z.int() }),
  },
} as const;

export type Progress = z.infer<typeof NOTIFICATIONS.progress.params>;
export type StoreGrew = z.infer<typeof NOTIFICATIONS.storeGrew.params>;
