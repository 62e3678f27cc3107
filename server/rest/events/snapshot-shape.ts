import * as z from 'zod';
import { Payload } from './event-shape.ts';

export const SnapshotAnswer = z.object({
  aggregate_id: z.string(),
  aggregate_type: z.string(),
  snapshot_data: Payload,
  version: z.number(),
  last_event_id: z.string(),
  created_at: z.string(),
  expires_at: z.string().nullable(),
});
