import type { RecordedEvent } from '../domain/event.ts';
import { EVENT_FIELDS } from '../domain/event-fields.ts';

/** The first line; the mark before it tells spreadsheets that the file is UTF-8. */
export const CSV_HEADER = `\uFEFF${EVENT_FIELDS.join(',')}\r\n`;

/** One event as a line for spreadsheets, payloads as their text. It cannot be imported again. */
export function toCsvLine({ row }: RecordedEvent): string {
  const cells = EVENT_FIELDS.map((name) => {
    if (name === 'event_data' || name === 'metadata') return row[`${name}_text`];
    return String(row[name] ?? '');
  });
  return `${cells.map(toCell).join(',')}\r\n`;
}

/** A cell that begins like a formula gets an apostrophe: a spreadsheet would run what a stranger wrote. */
function toCell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
