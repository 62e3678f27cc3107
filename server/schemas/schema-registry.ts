import type { Anomaly } from '../domain/anomalies.ts';
import { DomainError, messageOf } from '../domain/errors.ts';
import { type Event, RecordedEvent } from '../domain/event.ts';
import { bareType, qualifiedType } from '../domain/event-types.ts';
import { schemaVersionOf } from '../domain/schema-version.ts';
import { compileSchema, type Mismatch, type Validate } from './compile-schema.ts';
import { isSchema, type JsonSchema } from './json-schema.ts';
import { schemaFileName } from './schema-file-name.ts';

/** The schema of an event type's payloads. */
export interface PayloadSchema {
  /** Qualified (`agent.updated`), or bare for every aggregate type (`updated`). Case does not matter. */
  readonly type: string;
  /** The only schema version that it is for; when left out, every one that has no schema of its own. */
  readonly version?: number | undefined;
  readonly schema: JsonSchema;
}

/** Schemas by event type and schema version (`metadata.schema_version`, or 1). */
export interface SchemaRegistry {
  /** By type, then by version; one for every version stands first. */
  readonly schemas: readonly PayloadSchema[];
  /** Does the event's payload match the schema of its type and version? Undefined when it does, and when there is none. */
  violationOf(event: Event): Anomaly | undefined;
}

/** Characters of a value that does not match. */
const LONGEST_VALUE = 200;

/** Throws `bad-launch` with the schema that cannot be used, and for two of one type and version. */
export function createRegistry(schemas: Iterable<PayloadSchema>): SchemaRegistry {
  const known = new Map<string, { readonly name: string; readonly validate: Validate }>();
  const all = [...schemas].sort(inOrder);
  for (const { type, version, schema } of all) {
    const name = schemaFileName(type, version);
    if (known.has(keyOf(type, version))) throw badSchema(`There is more than one schema '${name}'`);
    known.set(keyOf(type, version), { name, validate: compile(name, schema) });
  }
  return {
    schemas: all,
    violationOf: (event) => {
      const found = keysOf(event)
        .map((key) => known.get(key))
        .find((each) => each !== undefined);
      return found && violation(event, found.name, found.validate);
    },
  };
}

function compile(name: string, schema: JsonSchema): Validate {
  try {
    if (!isSchema(schema)) throw new Error('a schema is a JSON object');
    return compileSchema(schema);
  } catch (error) {
    throw badSchema(`The schema '${name}' cannot be used: ${messageOf(error)}`, error);
  }
}

/** The nearest schema first. */
function keysOf(event: Event): string[] {
  const version = versionOf(event);
  const [qualified, bare] = [qualifiedType(event), bareType(event)];
  return [keyOf(qualified, version), keyOf(qualified), keyOf(bare, version), keyOf(bare)];
}

/** What upcasters made of it, or what the writer said; 1 when nobody did. */
export function versionOf(event: Event): number {
  const lift = event instanceof RecordedEvent ? event.lift : undefined;
  if (lift && lift.problem === undefined) return lift.to;
  return schemaVersionOf(event.metadata) ?? 1;
}

function violation(event: Event, name: string, validate: Validate): Anomaly | undefined {
  const mismatch = mismatchOf(event, validate);
  if (!mismatch) return undefined;
  const part = mismatch.keys.join('.') || 'the payload';
  return {
    kind: 'schema-violation',
    message: `The payload does not match ${name}: ${part}: ${mismatch.expected}`,
    expected: mismatch.expected,
    found: JSON.stringify(mismatch.found)?.slice(0, LONGEST_VALUE),
  };
}

function mismatchOf(event: Event, validate: Validate): Mismatch | undefined {
  const problem = event instanceof RecordedEvent ? event.malformed : undefined;
  if (problem === undefined) return validate(event.event_data);
  return { keys: [], expected: `it cannot be read: ${problem}`, found: undefined };
}

/** By type, then by version. */
function inOrder(a: PayloadSchema, b: PayloadSchema): number {
  const [typeA, typeB] = [a.type.toLowerCase(), b.type.toLowerCase()];
  if (typeA !== typeB) return typeA < typeB ? -1 : 1;
  return (a.version ?? Number.NEGATIVE_INFINITY) - (b.version ?? Number.NEGATIVE_INFINITY);
}

function keyOf(type: string, version?: number): string {
  return `${type.toLowerCase()} ${version ?? ''}`;
}

function badSchema(message: string, cause?: unknown): DomainError {
  return new DomainError('bad-launch', message, { cause });
}
