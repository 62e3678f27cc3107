import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Schema, Validator } from '@cfworker/json-schema';
import type { FindViolation } from '../domain/anomalies.ts';
import { DomainError, messageOf } from '../domain/errors.ts';
import type { RecordedEvent } from '../domain/event.ts';
import { bareType, qualifiedType } from '../domain/event-types.ts';
import { toPlainJson } from './plain-json.ts';

/** `agent.updated.json`, `updated.json`, `agent.updated.v2.json`. */
const FILE = /^(?<type>.+?)(?:\.v(?<version>\d+))?\.json$/i;

/** Characters of a value that does not match. */
const LONGEST_VALUE = 200;

interface Known {
  readonly file: string;
  readonly validator: Validator;
}

/**
 * Reads a folder of JSON Schemas for payloads, each named after the event type that it is for and, if it is for one
 * schema version only, that: `agent.updated.v2.json`. What has no schema is never a violation. The validator interprets
 * schemas and makes no code of them. Throws `bad-launch` with the file that is wrong.
 */
export async function loadSchemas(folder: string): Promise<FindViolation> {
  const known = new Map<string, Known>();
  for (const file of await filesOf(folder)) {
    const { type, version } = FILE.exec(file)!.groups as { type: string; version?: string };
    known.set(keyOf(type, version === undefined ? undefined : Number(version)), {
      file,
      validator: await read(path.join(folder, file)),
    });
  }
  if (known.size === 0)
    throw new DomainError('bad-launch', `The folder '${folder}' holds no schema: agent.updated.json`);
  return (event) => violationOf(event, known);
}

async function filesOf(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => FILE.test(name)).sort();
  } catch (error) {
    throw new DomainError('bad-launch', `The folder of schemas cannot be read: ${messageOf(error)}`);
  }
}

async function read(file: string): Promise<Validator> {
  try {
    const schema: unknown = JSON.parse(await readFile(file, 'utf8'));
    if (typeof schema !== 'object' || schema === null) throw new Error('a schema is a JSON object');
    const validator = new Validator(schema as Schema, '2020-12');
    // A reference that leads nowhere, or a pattern that is none, is noticed when it is first followed.
    validator.validate({});
    return validator;
  } catch (error) {
    throw new DomainError('bad-launch', `The schema '${file}' cannot be used: ${messageOf(error)}`);
  }
}

function violationOf(event: RecordedEvent, known: ReadonlyMap<string, Known>): ReturnType<FindViolation> {
  const version = versionOf(event);
  const [qualified, bare] = [qualifiedType(event), bareType(event)];
  const names = [keyOf(qualified, version), keyOf(qualified), keyOf(bare, version), keyOf(bare)];
  const schema = names.map((name) => known.get(name)).find((each) => each !== undefined);
  if (!schema || event.malformed !== undefined) return undefined;
  const payload = toPlainJson(event.event_data);
  const { valid, errors } = schema.validator.validate(payload);
  if (valid) return undefined;
  // The first error says that the whole does not match, the last one where and why.
  const { instanceLocation, error } = errors.at(-1)!;
  const keys = instanceLocation.split('/').slice(1).map(unescaped);
  const part = keys.join('.') || 'the payload';
  return {
    kind: 'schema-violation',
    message: `The payload does not match ${schema.file}: ${part}: ${error}`,
    expected: error,
    found: JSON.stringify(valueAt(payload, keys))?.slice(0, LONGEST_VALUE),
  };
}

/** What upcasters made of it, or what the writer said; 1 when nobody did. */
function versionOf({ lift, metadata }: RecordedEvent): number {
  if (lift) return lift.to;
  const { schema_version: version } = metadata;
  return typeof version === 'number' ? version : 1;
}

/** A step of a JSON pointer. */
function unescaped(step: string): string {
  return decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~');
}

function valueAt(payload: unknown, keys: readonly string[]): unknown {
  return keys.reduce((here, key) => (here as Record<string, unknown> | undefined)?.[key], payload);
}

function keyOf(type: string, version?: number): string {
  return `${type.toLowerCase()} ${version ?? ''}`;
}
