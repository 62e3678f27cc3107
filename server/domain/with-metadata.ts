import { type EventRow, RecordedEvent } from './event.ts';
import { toJsonText } from './json-text.ts';

/** The row of an event with one more member in its metadata, which can be read; the rest of their text stays as it is. */
export function withMetadata(event: RecordedEvent, name: string, value: number): EventRow {
  const { row, metadata } = event;
  const member = `${JSON.stringify(name)}: ${value}`;
  if (Object.hasOwn(metadata, name)) return { ...row, metadata_text: toJsonText({ ...metadata, [name]: value }) };
  const text = row.metadata_text.trimEnd();
  const start = Object.keys(metadata).length === 0 ? '{' : `${text.slice(0, -1)}, `;
  return { ...row, metadata_text: `${start}${member}}` };
}

/** The event under another version, with the one that it had in `metadata.original_version`. */
export function renumbered(event: RecordedEvent, version: number): RecordedEvent {
  if (event.version === version) return event;
  const row = withMetadata(event, 'original_version', event.version);
  return new RecordedEvent({ ...row, version, key: { ...row.key, version } });
}
