import * as z from 'zod';
import { request } from './request.ts';
import { InStream, PageSize, Position } from './request-parts.ts';
import { EventItem } from './tree-items.ts';

/** One stream: its events, and its documents. */
export const STREAM_REQUESTS = {
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
} as const;
