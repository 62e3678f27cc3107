import type * as z from 'zod';
import { DomainError } from '../domain/errors.ts';
import { Event, RecordedEvent } from '../domain/event.ts';
import { isJsonObject } from '../domain/json.ts';
import { parseJson } from '../domain/parse-json.ts';
import { normaliseTimestamp } from '../domain/timestamp.ts';
import { rawMembers } from './raw-members.ts';

/**
 * One event as one line of JSON Lines: the contract's fields, `event_data` and `metadata` with the very text that is
 * stored. A payload whose text cannot stand in the line (no JSON object, or one with line breaks) becomes a JSON string
 * of that text: a payload that is a string always means this.
 */

const FIELDS = Event.keyof().options;
const Names = Event.omit({ event_data: true, metadata: true });
const PAYLOADS = ['event_data', 'metadata'] as const;

export function toEventLine({ row }: RecordedEvent): string {
  const parts = FIELDS.map((name) => {
    if (name !== 'event_data' && name !== 'metadata') return `"${name}": ${JSON.stringify(row[name])}`;
    const text = row[`${name}_text`];
    return `"${name}": ${canStandInLine(text) ? text : JSON.stringify(text)}`;
  });
  return `{${parts.join(', ')}}`;
}

function canStandInLine(text: string): boolean {
  return !/[\n\r]/.test(text) && text.isWellFormed() && isObjectText(text);
}

function isObjectText(text: string): boolean {
  try {
    return isJsonObject(parseJson(text));
  } catch {
    return false;
  }
}

/** Throws `bad-json` when the line is not such an event. */
export function readEventLine(line: string): RecordedEvent {
  const members = rawMembers(line);
  const names = Object.fromEntries(
    [...members]
      .filter(([name]) => name !== 'event_data' && name !== 'metadata')
      .map(([name, text]) => [name, readName(name, text)]),
  );
  const read = Names.safeParse(names);
  if (!read.success) throw new DomainError('bad-json', `the line is no event: ${sentenceOf(read.error)}`);
  if (!members.has('event_data')) throw new DomainError('bad-json', 'the line is no event: event_data is missing');
  const [event_data_text, metadata_text] = PAYLOADS.map((name) => readPayload(name, members.get(name) ?? '{}'));
  return new RecordedEvent({
    ...read.data,
    timestamp: inNormalForm(read.data.timestamp),
    event_data_text: event_data_text!,
    metadata_text: metadata_text!,
    key: { version: read.data.version, tie: 0 },
  });
}

function sentenceOf({ issues }: z.ZodError): string {
  return issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
}

function readName(name: string, text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    throw new DomainError('bad-json', `the line is no event: ${name} is no JSON value`);
  }
}

function readPayload(name: string, text: string): string {
  if (text.startsWith('"')) return String(readName(name, text));
  if (isObjectText(text)) return text;
  throw new DomainError('bad-json', `the line is no event: ${name} is neither a JSON object nor a string`);
}

/** What is no timestamp stays as it is: the store that gets it says so. */
function inNormalForm(timestamp: string): string {
  try {
    return normaliseTimestamp(timestamp);
  } catch {
    return timestamp;
  }
}
