import * as z from 'zod';
import { BreakpointBody } from './breakpoint-body.ts';
import { BreakpointShape, Json, LastError, Mapping, SessionState, TimelineEntryShape } from './session-shapes.ts';

const At = { aggregate_id: z.string(), position: z.int().min(1) };

const WhatIf = z.discriminatedUnion('kind', [
  z.object({ ...At, kind: z.literal('skip') }),
  z.object({ ...At, kind: z.literal('payload'), event_data: Mapping }),
  z.object({ ...At, kind: z.literal('value'), path: z.string(), value: Json }),
]);

/** A session file: the reference's export keys, and ours. */
export const SessionFileShape = z.object({
  aggregate_id: z.string(),
  from_version: z.int(),
  breakpoints: z.array(BreakpointShape).readonly(),
  execution_timeline: z.array(TimelineEntryShape).readonly(),
  variable_watches: z.array(z.string()).readonly(),
  final_state: SessionState,
  last_error: LastError.nullable(),
  exported_at: z.string(),
  format_version: z.int(),
  store: z.string(),
  to_version: z.int().nullable(),
  position: z.int(),
  projection: z.string(),
  timeline_omitted: z.int(),
  watched_values: z.record(z.string(), Json),
  state: Mapping,
  aggregate_ids: z.array(z.string()).readonly(),
  what_if: z.array(WhatIf).readonly(),
});

/** What of a session file makes a session again; files of the reference have only some of it. */
export const SessionFileBody = z.object({
  aggregate_id: z.string().min(1),
  aggregate_ids: z.array(z.string().min(1)).max(200).default([]),
  from_version: z.int().min(1).nullish(),
  to_version: z.int().min(1).nullish(),
  breakpoints: z.array(BreakpointBody).max(10_000).default([]),
  variable_watches: z.array(z.string().min(1).max(8_000)).max(10_000).default([]),
  position: z.int().min(0).default(0),
  projection: z.string().optional(),
  what_if: z.array(WhatIf).max(10_000).default([]),
  format_version: z.int().max(1, 'is newer than this service: update it').optional(),
});
export type SessionFileBody = z.infer<typeof SessionFileBody>;
