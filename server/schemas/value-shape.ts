import { Float, isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../domain/json.ts';
import { plainEntries } from './plain-json.ts';

/** An object with more keys than this has data for keys: an id, a date. */
const MOST_KEYS = 100;
/** Text values are remembered up to so many, of so many characters. */
export const MOST_TEXTS = 10;
const LONGEST_TEXT = 60;
/** What is nested deeper may be anything. */
const MOST_DEPTH = 32;

export type ValueType = 'null' | 'boolean' | 'integer' | 'number' | 'string' | 'array' | 'object';

/** What was seen of the values at one place. Its size does not depend on how many they were. */
export interface ValueShape {
  readonly types: Set<ValueType>;
  texts: number;
  /** The different texts; undefined when there are many, or long ones. */
  textValues: Set<string> | undefined;
  objects: number;
  /** By key; undefined when the keys are data. */
  properties: Map<string, PropertyShape> | undefined;
  /** The values under keys that are data. */
  readonly values: () => ValueShape;
  readonly items: () => ValueShape;
}

export interface PropertyShape {
  readonly shape: ValueShape;
  /** In how many objects the key was there. */
  seen: number;
}

export function emptyShape(): ValueShape {
  return {
    types: new Set(),
    texts: 0,
    textValues: new Set(),
    objects: 0,
    properties: new Map(),
    values: onDemand(),
    items: onDemand(),
  };
}

function onDemand(): () => ValueShape {
  let shape: ValueShape | undefined;
  return () => {
    shape ??= emptyShape();
    return shape;
  };
}

/** Takes in one more value. */
export function observe(shape: ValueShape, value: JsonValue, depth = 0): void {
  if (depth > MOST_DEPTH) return;
  shape.types.add(typeOf(value));
  if (typeof value === 'string') observeText(shape, value);
  else if (isJsonArray(value)) for (const item of value) observe(shape.items(), item, depth + 1);
  else if (isJsonObject(value)) observeObject(shape, value, depth);
}

function typeOf(value: JsonValue): ValueType {
  if (value === null) return 'null';
  if (typeof value === 'bigint') return 'integer';
  // Python's 1.0 is no integer, although it counts as one in a JSON Schema.
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  if (value instanceof Float) return 'number';
  if (typeof value === 'string' || typeof value === 'boolean') return typeof value as 'string' | 'boolean';
  return isJsonArray(value) ? 'array' : 'object';
}

function observeText(shape: ValueShape, text: string): void {
  shape.texts++;
  shape.textValues?.add(text);
  if (text.length > LONGEST_TEXT || (shape.textValues?.size ?? 0) > MOST_TEXTS) shape.textValues = undefined;
}

function observeObject(shape: ValueShape, value: JsonObject, depth: number): void {
  shape.objects++;
  for (const [key, item] of plainEntries(value)) {
    const known = shape.properties?.get(key) ?? newProperty(shape, key);
    if (known) known.seen++;
    observe(known?.shape ?? shape.values(), item, depth + 1);
  }
}

/** Undefined when there are too many to be names: then what was seen of each is put together. */
function newProperty(shape: ValueShape, key: string): PropertyShape | undefined {
  if (!shape.properties) return undefined;
  if (shape.properties.size >= MOST_KEYS) {
    for (const { shape: each } of shape.properties.values()) mergeInto(shape.values(), each);
    shape.properties = undefined;
    return undefined;
  }
  const property = { shape: emptyShape(), seen: 0 };
  shape.properties.set(key, property);
  return property;
}

/** Takes in all that another shape has seen. */
function mergeInto(shape: ValueShape, other: ValueShape): void {
  for (const type of other.types) shape.types.add(type);
  shape.texts += other.texts;
  shape.textValues = unionOf(shape.textValues, other.textValues);
  if (other.types.has('array')) mergeInto(shape.items(), other.items());
  if (other.types.has('object')) mergeObjects(shape, other);
}

function mergeObjects(shape: ValueShape, other: ValueShape): void {
  shape.objects += other.objects;
  for (const [key, { shape: theirs, seen }] of other.properties ?? []) {
    const known = shape.properties?.get(key) ?? newProperty(shape, key);
    if (known) known.seen += seen;
    mergeInto(known?.shape ?? shape.values(), theirs);
  }
  if (other.properties) return;
  for (const { shape: each } of shape.properties?.values() ?? []) mergeInto(shape.values(), each);
  shape.properties = undefined;
  mergeInto(shape.values(), other.values());
}

function unionOf(a: Set<string> | undefined, b: Set<string> | undefined): Set<string> | undefined {
  const union = a && b && new Set([...a, ...b]);
  return union && union.size <= MOST_TEXTS ? union : undefined;
}
