import { compileSchema } from './compile-schema.ts';
import { isSchemaObject, type JsonSchema, type JsonSchemaObject } from './json-schema.ts';
import { fewValues, itemsOf, keysOf, numberAt, otherProperties, propertyOf, requiredOf } from './schema-parts.ts';

/** Larger examples are not made: of what needs them there is none. */
const LONGEST = 1_000;
const MOST_DEPTH = 10;

/** Values that are valid under a schema and no longer under another, as far as trying the obvious ones finds them. */
export function* brokenValues(older: JsonSchema, newer: JsonSchema): Generator<unknown> {
  const [wasValid, isValid] = [testOf(older), testOf(newer)];
  for (const value of obviousValues(older, newer, 0)) {
    if (wasValid(value) && !isValid(value)) yield value;
  }
}

/** A value that is valid under a schema; undefined when none of the obvious ones is. */
export function exampleOf(schema: JsonSchema, depth = 0): unknown {
  const isValid = testOf(schema);
  for (const value of obviousValues(schema, true, depth)) if (isValid(value)) return value;
  return undefined;
}

/** An object that is valid under a schema. */
export function exampleObject(schema: JsonSchema): Record<string, unknown> | undefined {
  const asObject = { ...toObject(schema), type: 'object' };
  const isValid = testOf(schema);
  return objects(asObject, {}, 0).find(isValid);
}

export function testOf(schema: JsonSchema): (value: unknown) => boolean {
  const validate = compileSchema(schema);
  return (value) => validate(value as never) === undefined;
}

/** What is at or near the limits of either schema; the simplest first, as the first that will do ends the search. */
function* obviousValues(older: JsonSchema, newer: JsonSchema, depth: number): Generator<unknown> {
  if (depth > MOST_DEPTH) return;
  const [a, b] = [toObject(older), toObject(newer)];
  yield* fewValues(a) ?? [];
  yield* ['text', 1, 0.5, null, true, false];
  yield* numbers(a, b);
  yield* sizes(a, b, 'Length').map((length) => 'x'.repeat(length));
  yield* lists(a, b, depth);
  yield* objects(a, b, depth);
}

function toObject(schema: JsonSchema): JsonSchemaObject {
  return isSchemaObject(schema) ? schema : {};
}

function numbers(a: JsonSchemaObject, b: JsonSchemaObject): number[] {
  const keywords = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'];
  const limits = keywords.flatMap((keyword) => [numberAt(a, keyword), numberAt(b, keyword)]);
  return [0, ...limits].flatMap((limit) =>
    limit === undefined ? [] : [limit, limit - 1, limit + 1, limit - 0.5, limit + 0.5],
  );
}

/** The sizes at which `minLength` and its like make a difference, the smallest first. */
function sizes(a: JsonSchemaObject, b: JsonSchemaObject, of: 'Length' | 'Items' | 'Properties'): number[] {
  const limits = [a, b].flatMap((schema) => [numberAt(schema, `min${of}`), numberAt(schema, `max${of}`)]);
  const near = [0, 1, ...limits.flatMap((limit = 0) => [limit - 1, limit, limit + 1])];
  return [...new Set(near)].filter((size) => size >= 0 && size <= LONGEST).sort((x, y) => x - y);
}

function lists(a: JsonSchemaObject, b: JsonSchemaObject, depth: number): unknown[][] {
  const item = exampleOf(itemsOf(a), depth + 1);
  if (item === undefined) return [[]];
  return sizes(a, b, 'Items').map((length) => new Array(length).fill(item));
}

/** With the keys that are required, with all that are named, and with others. */
function objects(a: JsonSchemaObject, b: JsonSchemaObject, depth: number): Record<string, unknown>[] {
  if (depth > MOST_DEPTH) return [];
  const withKeys = (keys: readonly string[]) => {
    const entries = keys.map((key) => [key, exampleOf(propertyOf(a, key), depth + 1)] as const);
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
  };
  const required = withKeys(requiredOf(a));
  const all = withKeys([...new Set([...requiredOf(a), ...keysOf(a)])]);
  const filler = exampleOf(otherProperties(a), depth + 1);
  const larger = sizes(a, b, 'Properties').map((size) => {
    const more = size - Object.keys(all).length;
    const keys = Array.from({ length: Math.max(0, more) }, (_, index) => [`key_${index}`, filler]);
    return { ...all, ...Object.fromEntries(filler === undefined ? [] : keys) };
  });
  return [required, all, ...larger];
}
