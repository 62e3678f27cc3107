import { createEvent, type Event, type NewEvent } from '../../server/domain/event.ts';
import type { JsonObject } from '../../server/domain/json.ts';

/** An event by its id, which tells its stream and version, `task-1/2`, at a second of an afternoon. */
export function streamEvent(id: string, second: number, event_data: JsonObject, more: Partial<NewEvent> = {}): Event {
  const [aggregate_id = '', version] = id.split('/');
  const timestamp = new Date(Date.UTC(2025, 8, 19, 13) + second * 1_000).toISOString().replace('.000Z', '.000000Z');
  const names = { event_id: id, aggregate_id, aggregate_type: aggregate_id.split('-')[0]!, event_type: 'status' };
  return createEvent({ ...names, event_data, timestamp, ...more }, Number(version) - 1);
}
