import * as z from 'zod';
import type { Event, RecordedEvent } from '../domain/event.ts';
import { EVENT_FIELDS } from '../domain/event-fields.ts';
import type { Snapshot } from '../domain/event-store.ts';
import { toJsonText } from '../domain/json-text.ts';

/**
 * How one event-replay service hands its store on to another: JSON Lines in which a payload is a string, the very text
 * that is stored. Whatever a database holds survives that, text that is no JSON included, and it costs no parsing of
 * payloads at either end. A line is an event (`EventRowLine`), a snapshot (`SnapshotLine`), or the end (`EndLine`): lines
 * without an end were cut off.
 */
export const ROWS = 'application/vnd.event-replay.rows';

/** An event's place in its stream. */
export const PlaceInStream = z.object({ version: z.number(), tie: z.union([z.number(), z.string()]) });
export type PlaceInStream = z.infer<typeof PlaceInStream>;

const Name = z.string().nullable().optional();

/** Only `key` is always there: of an event that was asked for by fields, the others may be missing. */
export const EventRowLine = z.object({
  event_id: z.string().optional(),
  aggregate_id: z.string().optional(),
  aggregate_type: z.string().optional(),
  event_type: z.string().optional(),
  event_data_text: z.string().optional(),
  timestamp: z.string().optional(),
  version: z.number().optional(),
  correlation_id: Name,
  causation_id: Name,
  user_id: Name,
  service_name: Name,
  metadata_text: z.string().optional(),
  key: PlaceInStream,
  problem: z.string().optional(),
});
export type EventRowLine = z.infer<typeof EventRowLine>;

/** The last line: where the next page starts, null when there is none. */
export const EndLine = z.object({ next: z.string().nullable() });

export const SnapshotLine = z.object({
  aggregate_id: z.string(),
  aggregate_type: z.string(),
  snapshot_data_text: z.string(),
  version: z.number(),
  last_event_id: z.string(),
  created_at: z.string(),
  expires_at: z.string().nullable(),
});

const COLUMNS = {
  event_id: 'event_id',
  aggregate_id: 'aggregate_id',
  aggregate_type: 'aggregate_type',
  event_type: 'event_type',
  event_data: 'event_data_text',
  timestamp: 'timestamp',
  version: 'version',
  correlation_id: 'correlation_id',
  causation_id: 'causation_id',
  user_id: 'user_id',
  service_name: 'service_name',
  metadata: 'metadata_text',
} as const satisfies Record<keyof Event, string>;

/** A row for the wire: all of an event, or only some fields. */
export function toRowLine({ row }: RecordedEvent, fields: Iterable<keyof Event> = EVENT_FIELDS): EventRowLine {
  const line: Record<string, unknown> = {};
  for (const field of fields) line[COLUMNS[field]] = row[COLUMNS[field]];
  return { ...line, key: row.key, ...(row.problem !== undefined && { problem: row.problem }) };
}

export function toSnapshotLine({ snapshot_data, ...rest }: Snapshot): z.infer<typeof SnapshotLine> {
  return { ...rest, snapshot_data_text: toJsonText(snapshot_data) };
}
