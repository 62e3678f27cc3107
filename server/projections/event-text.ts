import { RecordedEvent } from '../domain/event.ts';
import { toJsonText } from '../domain/json-text.ts';

/**
 * An event as one line of JSON for the user's code: the payload as recorded, or as lifted. A payload that cannot be read
 * is a string there.
 */
export function eventText(event: RecordedEvent): string {
  const isLifted = event.lift && event.lift.problem === undefined;
  const row = isLifted ? { ...event.row, event_data_text: toJsonText(event.event_data) } : event.row;
  // Strings escape their line breaks; those between values mean nothing.
  return new RecordedEvent(row).toJsonText().replaceAll('\n', ' ');
}
