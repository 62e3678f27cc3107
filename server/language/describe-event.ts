import type { RecordedEvent } from '../domain/event.ts';
import { qualifiedType } from '../domain/event-types.ts';
import { jsonBlock } from './json-block.ts';
import { code } from './markdown-code.ts';

const MOST_LINES = 60;
const CUT = 'Cut here. Copy the event as JSON to see the whole.';

/** An event in full, as markdown. Everything in it is a stranger's text and is therefore shown as code. */
export function describeEvent(event: RecordedEvent, position: number): string {
  return [eventTitle(event, position), eventFacts(event), eventPayload(event)].filter(Boolean).join('\n\n');
}

/** What it is, and why it cannot be read if that is so. */
export function eventTitle(event: RecordedEvent, position: number): string {
  const { row, malformed } = event;
  const title = `**${code(qualifiedType(event))}** version ${row.version}, event ${position} of ${code(row.aggregate_id)}`;
  return malformed ? `${title}\n\n⚠️ **This event cannot be read:** ${code(malformed)}` : title;
}

export function eventFacts({ row }: RecordedEvent): string {
  const facts = [
    ['time', row.timestamp],
    ['event id', row.event_id],
    ['correlation', row.correlation_id],
    ['caused by', row.causation_id],
    ['user', row.user_id],
    ['service', row.service_name],
  ];
  return facts.flatMap(([name, value]) => (value ? [`- ${name} ${code(value)}`] : [])).join('\n');
}

export function eventPayload({ row }: RecordedEvent): string {
  const payload = jsonBlock(row.event_data_text, MOST_LINES, CUT);
  if (/^\s*\{\s*\}\s*$/.test(row.metadata_text)) return payload;
  return `${payload}\n\nmetadata\n\n${jsonBlock(row.metadata_text, MOST_LINES, CUT)}`;
}
