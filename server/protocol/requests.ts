import * as z from 'zod';
import { request } from './request.ts';
import { AggregateItem, EventItem } from './tree-items.ts';

/** A store by its address: what `openStore` answered, or the store of a stream document. */
const Store = z.string().min(1);
const AggregateId = z.string().min(1);
const Position = z.int().min(1);
const InStream = z.object({ store: Store, aggregateId: AggregateId });
const PageSize = z.int().min(1).max(1_000);

/** Every request that the client can send. The language server serves each of them with a handler of the same name. */
export const REQUESTS = {
  /** Opens a store by the name that a person gave it. Relative paths start at `baseFolder`. */
  openStore: request(
    'openStore',
    z.object({ uri: z.string(), baseFolder: z.string().optional() }),
    z.object({
      /** Normalised, without secrets: how all other requests name this store. */
      address: Store,
      remarks: z.array(z.string()),
    }),
  ),

  /** Closes a store; the next request that names it opens it anew, and sees a file that was replaced meanwhile. */
  closeStore: request('closeStore', z.object({ store: Store }), z.null()),

  /** The aggregate types in alphabetical order, each with the number of its aggregates as far as counting is cheap. */
  listAggregateTypes: request(
    'listAggregateTypes',
    z.object({ store: Store, contains: z.string().optional() }),
    z.array(z.object({ aggregateType: z.string(), aggregates: z.int(), more: z.boolean() })),
  ),

  /** One page of aggregates by id. `after` is the last id of the page before. */
  listAggregates: request(
    'listAggregates',
    z.object({
      store: Store,
      aggregateType: z.string().optional(),
      contains: z.string().optional(),
      after: z.string().optional(),
      limit: PageSize,
    }),
    z.object({ aggregates: z.array(AggregateItem), more: z.boolean() }),
  ),

  /** One page of a stream from a position on. */
  listEvents: request(
    'listEvents',
    InStream.extend({ firstPosition: Position, limit: PageSize }),
    z.object({ events: z.array(EventItem), more: z.boolean() }),
  ),

  /** The text of a stream document: one window of the stream, one event per line. */
  streamText: request('streamText', InStream.extend({ firstPosition: Position }), z.object({ text: z.string() })),

  /** What changes when a stream document does, without reading it: how many lines it has and when the last was recorded. */
  streamStat: request(
    'streamStat',
    InStream.extend({ firstPosition: Position }),
    z.object({ lines: z.int(), lastTimestamp: z.string() }),
  ),

  /**
   * The n-th event of a stream: the JSON that was recorded, its payload alone, markdown for a tooltip, and what the event
   * belongs to.
   */
  getEvent: request(
    'getEvent',
    InStream.extend({ position: Position }),
    z.object({
      json: z.string(),
      payload: z.string(),
      markdown: z.string(),
      correlationId: z.string().nullable(),
    }),
  ),

  /** The first events of a stream as one JSON array. */
  streamJson: request('streamJson', InStream, z.object({ json: z.string(), copied: z.int(), total: z.int() })),
} as const;

export type Requests = typeof REQUESTS;
export type RequestName = keyof Requests;
