import type * as z from 'zod';
import { DomainError } from '../domain/errors.ts';
import { RecordedEvent } from '../domain/event.ts';
import { EVENT_FIELDS } from '../domain/event-fields.ts';
import { Event } from '../domain/event-schema.ts';
import { isJsonObject } from '../domain/json.ts';
import { parseJson } from '../domain/parse-json.ts';
import { normaliseTimestamp } from '../domain/timestamp.ts';
import { rawMembers, rawMembersOf } from './raw-members.ts';

/**
 * One event as one line of JSON Lines: the contract's fields, `event_data` and `metadata` with the very text that is
 * stored. A payload whose text cannot stand in the line (no JSON object, or one with line breaks) becomes a JSON string
 * of that text: a payload that is a string always means this.
 */

const Names = Event.omit({ event_data: true, metadata: true });
const NAMES = Names.keyof().options;

export function toEventLine({ row }: RecordedEvent): string {
  const parts = EVENT_FIELDS.map((name) => {
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
  // What JavaScript reads is JSON, whatever it loses; Python's extensions are left to our own parser.
  for (const parse of [JSON.parse, parseJson]) {
    try {
      return isJsonObject(parse(text));
    } catch {}
  }
  return false;
}

/** Throws `bad-json` when the line is not such an event. */
export function readEventLine(line: string): RecordedEvent {
  return readPlainLine(line) ?? readAnyLine(line);
}

const TEXTS = ['event_id', 'aggregate_id', 'aggregate_type', 'event_type', 'timestamp'] as const;
const TEXTS_OR_NULL = ['correlation_id', 'causation_id', 'user_id', 'service_name'] as const;
/** What is kept as it is written. */
const AS_WRITTEN: ReadonlySet<string> = new Set(['event_data', 'metadata', 'version']);

/**
 * A line as it nearly always is, in half the time: all but the payloads is what JavaScript's own parser makes of it.
 * Undefined for every other line, sound or not.
 */
function readPlainLine(line: string): RecordedEvent | undefined {
  const found = parsedLine(line);
  if (!found) return undefined;
  const { event_data, metadata = {}, version } = found;
  if (!isJsonObject(event_data) || !isJsonObject(metadata)) return undefined;
  for (const name of TEXTS) if (typeof found[name] !== 'string') return undefined;
  for (const name of TEXTS_OR_NULL) if (typeof (found[name] ?? '') !== 'string') return undefined;
  const written = rawMembersOf(line, AS_WRITTEN);
  if (written.get('version') !== String(version) || !Number.isSafeInteger(version)) return undefined;
  const { correlation_id = null, causation_id = null, user_id = null, service_name = null } = found;
  const { event_id, aggregate_id, aggregate_type, event_type, timestamp } = found;
  const names = { event_id, aggregate_id, aggregate_type, event_type, timestamp, version };
  return toEvent(
    { ...names, correlation_id, causation_id, user_id, service_name },
    written.get('event_data')!,
    written.get('metadata') ?? '{}',
  );
}

/** As if it were an event: whoever asks finds out whether it is. */
function parsedLine(line: string): Event | undefined {
  try {
    const value = JSON.parse(line);
    return isJsonObject(value) ? (value as unknown as Event) : undefined;
  } catch {
    return undefined;
  }
}

function readAnyLine(line: string): RecordedEvent {
  const members = rawMembers(line);
  const names: Record<string, unknown> = {};
  for (const name of NAMES) {
    const text = members.get(name);
    if (text !== undefined) names[name] = readName(name, text);
  }
  const read = Names.safeParse(names);
  if (!read.success) throw new DomainError('bad-json', `the line is no event: ${sentenceOf(read.error)}`);
  if (!members.has('event_data')) throw new DomainError('bad-json', 'the line is no event: event_data is missing');
  return toEvent(
    read.data,
    readPayload('event_data', members.get('event_data')!),
    readPayload('metadata', members.get('metadata') ?? '{}'),
  );
}

function toEvent(names: z.infer<typeof Names>, event_data_text: string, metadata_text: string): RecordedEvent {
  const { timestamp, version } = names;
  const key = { version, tie: 0 };
  return new RecordedEvent({ ...names, timestamp: inNormalForm(timestamp), event_data_text, metadata_text, key });
}

function sentenceOf({ issues }: z.ZodError): string {
  return issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
}

function readName(name: string, text: string): unknown {
  if (text === 'null') return null;
  // Most strings are as they stand there.
  if (/^"[\w:.+-]*"$/.test(text)) return text.slice(1, -1);
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
