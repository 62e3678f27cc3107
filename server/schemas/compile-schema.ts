import { dereference, type Schema, validate } from '@cfworker/json-schema';
import type { JsonValue } from '../domain/json.ts';
import type { JsonSchema } from './json-schema.ts';
import { toPlainJson } from './plain-json.ts';

/** Where a payload does not match its schema, and why. */
export interface Mismatch {
  /** The keys and indexes that lead there; none for the payload itself. */
  readonly keys: readonly string[];
  /** What the schema says against it, as a sentence. */
  readonly expected: string;
  /** What stands there, in plain JSON; undefined when nothing does. */
  readonly found: unknown;
}

/** Holds a payload against a schema; undefined when it matches. */
export type Validate = (payload: JsonValue) => Mismatch | undefined;

/**
 * Makes a validator, which interprets the schema and makes no code of it. Throws an Error for a schema that could not be
 * used: a reference that leads nowhere, a pattern that is none.
 */
export function compileSchema(schema: JsonSchema): Validate {
  const own = JSON.parse(JSON.stringify(schema)) as Schema | boolean;
  const parts = dereference(own);
  for (const part of Object.values(parts)) {
    if (typeof part === 'object') prepare(part, parts);
  }
  const matches = (value: unknown) => validate(value, own, '2020-12', parts);
  // A reference that leads to itself is noticed when it is followed.
  matches({});
  return (payload) => {
    const plain = toPlainJson(payload);
    const { valid, errors } = matches(plain);
    if (valid) return undefined;
    // The first error says that the whole does not match, the last one where and why.
    const { instanceLocation, error } = errors.at(-1)!;
    const keys = instanceLocation.split('/').slice(1).map(unescaped);
    return { keys, expected: error, found: valueAt(plain, keys) };
  };
}

function prepare(part: Schema, parts: Readonly<Record<string, unknown>>): void {
  // The validator takes infinity for an integer where the type stands alone, and not in a list.
  if (part.type === 'integer') part.type = ['integer'];
  const { pattern, patternProperties = {}, $ref } = part;
  for (const each of [pattern ?? '', ...Object.keys(patternProperties)]) new RegExp(each, 'u');
  if ($ref !== undefined && parts[part.__absolute_ref__ ?? $ref] === undefined) {
    throw new Error(`the reference '${$ref}' leads nowhere`);
  }
}

/** A step of a JSON pointer. */
function unescaped(step: string): string {
  return decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~');
}

function valueAt(payload: unknown, keys: readonly string[]): unknown {
  return keys.reduce((here, key) => (here as Record<string, unknown> | undefined)?.[key], payload);
}
