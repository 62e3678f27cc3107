import * as z from 'zod';
import { EventFilter } from '../domain/filter.ts';
import { EventRowLine, PlaceInStream } from './event-rows.ts';

/** What the store routes of a service promise; it grows when they do more. */
export const STORE_API = 1;

/** `GET /store`: what a service says of its store before anything else is asked. */
export const StoreDescription = z.object({
  service: z.literal('event-replay-debugger'),
  version: z.string(),
  api: z.int().meta({ description: 'Which store routes there are.' }),
  address: z.string().meta({ description: "The store's URI without secrets." }),
  read_only: z.boolean(),
  remarks: z.array(z.string()).meta({ description: 'What the service has to say about its database.' }),
});
export type StoreDescription = z.infer<typeof StoreDescription>;

/** One piece of a search through a stream. */
export const SearchRequest = z.object({
  filters: z
    .array(EventFilter)
    .min(1)
    .max(1_000)
    .meta({ description: 'An event is found when one of them selects it.' }),
  way: z.enum(['next', 'previous']),
  from: PlaceInStream.nullable().meta({ description: 'Exclusive; null for the start of the stream.' }),
  to: PlaceInStream.nullable().meta({ description: "Inclusive; null for the stream's end." }),
});
export type SearchRequest = z.infer<typeof SearchRequest>;

/** What came of it: an event, how far it looked in vain, or that there is nothing more. */
export const SearchAnswer = z.object({
  kind: z.enum(['found', 'passed', 'end', 'no-search']),
  event: EventRowLine.optional(),
  position: z.int().optional(),
  key: PlaceInStream.optional(),
});
export type SearchAnswer = z.infer<typeof SearchAnswer>;
