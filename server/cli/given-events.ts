import { statSync } from 'node:fs';
import type { Readable } from 'node:stream';
import * as z from 'zod';
import { DomainError, messageOf } from '../domain/errors.ts';
import type { NewEvent } from '../domain/event.ts';
import { Event } from '../domain/event-schema.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../domain/json.ts';
import { parseJson } from '../domain/parse-json.ts';
import { openFile, readLines } from '../transfer/read-lines.ts';
import { UsageError } from './usage-error.ts';

/** They are saved in one piece, and so they are held in memory. */
const MOST = 10_000;

/** An event that somebody wrote down: what is left out is filled in later. */
const Given = Event.partial().required({ aggregate_id: true, aggregate_type: true, event_type: true }).strict();

/** Events of a file, or of the standard input (`-`): one JSON object, a list of them, or one on each line. `bad-json`. */
export async function readGivenEvents(file: string, input: Readable): Promise<NewEvent[]> {
  if (file !== '-' && !statSync(file, { throwIfNoEntry: false })?.isFile()) {
    throw new UsageError(`there is no file '${file}'`);
  }
  const lines: string[] = [];
  for await (const some of readLines(file === '-' ? input : openFile(file))) {
    for (const line of some) if (line.trim() !== '') lines.push(line);
    // A list can have a line for each brace; this many lines are no handful of events in any shape.
    if (lines.length > 100 * MOST) throw tooMany();
  }
  const values = valuesOf(lines);
  if (values.length === 0) throw new UsageError('there is no event in what was given');
  if (values.length > MOST) throw tooMany();
  return values.map((value, index) => toGiven(value, index + 1));
}

/** A payload from the command line. `bad-json` names the option. */
export function readPayload(option: string, text: string): JsonObject {
  const value = read(option, text);
  if (isJsonObject(value)) return value;
  throw new DomainError('bad-json', `${option} takes a JSON object: '{"reward": 0.9}'`);
}

function valuesOf(lines: readonly string[]): readonly JsonValue[] {
  try {
    // One object on one line is JSON Lines as well.
    if (lines.length > 1) return lines.map((line) => parseJson(line));
  } catch {
    // Then it is one value over several lines.
  }
  if (lines.length === 0) return [];
  const value = read('the input', lines.join('\n'));
  return isJsonArray(value) ? value : [value];
}

function read(what: string, text: string): JsonValue {
  try {
    return parseJson(text);
  } catch (error) {
    throw new DomainError('bad-json', `${what} is no JSON: ${messageOf(error)}`, { cause: error });
  }
}

function toGiven(value: JsonValue, number: number): NewEvent {
  const read = Given.safeParse(value);
  if (!read.success)
    throw new DomainError('bad-json', `Event ${number}: ${z.prettifyError(read.error).replace(/\s+/g, ' ')}`);
  const { event_data = {}, ...fields } = read.data;
  const given = Object.entries({ ...fields, event_data }).filter(([, each]) => each !== undefined);
  return Object.fromEntries(given) as unknown as NewEvent;
}

function tooMany(): UsageError {
  return new UsageError(`more than ${MOST.toLocaleString('en-US')} events are for 'event-replay import'`);
}
