import * as z from 'zod';
import { request } from './request.ts';
import { AggregateId, InStream, PageSize, Position, Store } from './request-parts.ts';
import { EventItem } from './tree-items.ts';

/** An event of any stream. */
export const PlacedEvent = EventItem.extend({ aggregateId: AggregateId });
export type PlacedEvent = z.infer<typeof PlacedEvent>;

/** What led to an event, and what came of it, in whatever streams. */
export const CAUSATION_REQUESTS = {
  /** The n-th event of a stream, and the chain of its causes, the nearest first, no longer than asked for. */
  eventCauses: request(
    'eventCauses',
    InStream.extend({ position: Position, limit: PageSize }),
    z.object({
      event: PlacedEvent,
      causes: z.array(PlacedEvent),
      /** How the chain ends: at an event without a cause, at one that the store lacks, in a circle, or cut short. */
      end: z.enum(['root', 'missing', 'circle', 'cut']),
      /** The id at which it ends other than at a root. */
      next: z.string().nullable(),
    }),
  ),

  /** The events that an event caused, the oldest first. */
  eventEffects: request(
    'eventEffects',
    z.object({ store: Store, eventId: z.string().min(1), limit: PageSize }),
    z.object({ effects: z.array(PlacedEvent), more: z.boolean() }),
  ),
} as const;
