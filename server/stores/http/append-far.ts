import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { type Event, payloadTexts, validateEvent } from '../../domain/event.ts';
import { ROWS } from '../../protocol/event-rows.ts';
import type { ServiceClient } from './service-client.ts';

const Saved = z.object({ event_id: z.string() });
const AllSaved = z.object({ event_ids: z.array(z.string()) });

/** One append has one key however often it is sent: an answer that got lost does not make it two. */
const headers = () => ({ 'content-type': ROWS, 'idempotency-key': randomUUID() });

export async function appendOne(client: ServiceClient, row: string, expectedVersion?: number): Promise<string> {
  const request = {
    method: 'POST',
    path: ['events'],
    headers: { ...headers(), ...(expectedVersion !== undefined && { 'if-match': `"${expectedVersion}"` }) },
    body: row,
  } as const;
  return client.json(request, (answer) => Saved.parse(answer).event_id);
}

export async function appendAll(client: ServiceClient, rows: readonly string[]): Promise<string[]> {
  const request = {
    method: 'POST',
    path: ['events', 'batch'],
    headers: headers(),
    body: rows.join('\n'),
  } as const;
  return client.json(request, (answer) => AllSaved.parse(answer).event_ids);
}

/** An event as it is sent, whatever becomes of it then. Throws `invalid-event`. */
export function toSentRow(event: Event): string {
  validateEvent(event);
  const { event_id, aggregate_id, aggregate_type, event_type, timestamp, version } = event;
  const { correlation_id, causation_id, user_id, service_name } = event;
  const { event_data_text, metadata_text } = payloadTexts(event);
  return JSON.stringify({
    ...{ event_id, aggregate_id, aggregate_type, event_type, timestamp, version },
    ...{ correlation_id, causation_id, user_id, service_name, event_data_text, metadata_text },
  });
}
