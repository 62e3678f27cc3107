import type { JsonValue } from '../domain/json.ts';
import { DIALECT, type JsonSchemaObject } from './json-schema.ts';
import { emptyShape, MOST_TEXTS, observe, type ValueShape, type ValueType } from './value-shape.ts';

/** A text becomes one of a list when each of the few was seen so often, on average. */
const OFTEN = 4;

/**
 * A schema that accepts each of these payloads: types with integers and numbers apart, as Python wrote them, nullable
 * where null was seen, the keys that every object has as required, and texts as a list where they are few. What was not
 * seen is not forbidden: other keys may be added.
 */
export function inferSchema(payloads: Iterable<JsonValue>): JsonSchemaObject {
  const shape = emptyShape();
  for (const payload of payloads) observe(shape, payload);
  return toSchema(shape);
}

export function toSchema(shape: ValueShape): JsonSchemaObject {
  return { $schema: DIALECT, ...schemaOf(shape) };
}

/** Where nothing but null was seen, or what is too deep to look at, anything may stand. */
function schemaOf(shape: ValueShape): JsonSchemaObject {
  if ([...shape.types].every((type) => type === 'null')) return {};
  const texts = onlyTexts(shape);
  if (texts) return { enum: shape.types.has('null') ? [...texts, null] : texts };
  return {
    type: typesOf(shape.types),
    ...(shape.types.has('array') ? { items: schemaOf(shape.items()) } : {}),
    ...(shape.types.has('object') ? objectSchema(shape) : {}),
  };
}

function typesOf(seen: ReadonlySet<ValueType>): ValueType | ValueType[] {
  const types = [...seen].filter((type) => type !== 'integer' || !seen.has('number'));
  return types.length === 1 ? types[0]! : types.sort();
}

/** The texts in their order, where they are all that a value can be. */
function onlyTexts({ types, texts, textValues }: ValueShape): string[] | undefined {
  if (!types.has('string') || types.size > (types.has('null') ? 2 : 1)) return undefined;
  if (!textValues || textValues.size > MOST_TEXTS || texts < textValues.size * OFTEN) return undefined;
  return [...textValues].sort();
}

function objectSchema({ properties, values, objects }: ValueShape): JsonSchemaObject {
  if (!properties) return { additionalProperties: schemaOf(values()) };
  if (properties.size === 0) return {};
  const required = [...properties].filter(([, { seen }]) => seen === objects).map(([key]) => key);
  return {
    // A key that is called __proto__ must become one as well.
    properties: Object.fromEntries([...properties].map(([key, { shape }]) => [key, schemaOf(shape)])),
    ...(required.length > 0 ? { required } : {}),
  };
}
