import { isSchema, isSchemaObject, type JsonSchema, type JsonSchemaObject } from './json-schema.ts';
import type { ValueType } from './value-shape.ts';

/** The keywords that the compatibility check understands: what they ask of a value can be compared. */
const UNDERSTOOD = [
  ...['type', 'enum', 'const'],
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'minLength', 'maxLength'],
  ...['minItems', 'maxItems', 'items'],
  ...['properties', 'required', 'additionalProperties', 'minProperties', 'maxProperties'],
];
/** They ask nothing. */
const ANNOTATIONS = [
  ...['$schema', '$id', '$comment', '$defs', 'definitions'],
  ...['title', 'description', 'default', 'examples', 'deprecated', 'readOnly', 'writeOnly'],
];
const KNOWN: ReadonlySet<string> = new Set([...UNDERSTOOD, ...ANNOTATIONS]);

/** What the others ask depends on nothing but the value, so that the same keyword asks the same. */
const ALONE: ReadonlySet<string> = new Set([
  ...['pattern', 'format', 'multipleOf', 'uniqueItems', 'propertyNames', 'dependentRequired'],
  ...['not', 'anyOf', 'allOf', 'oneOf', 'dependentSchemas'],
]);

/** The keywords of a schema that the compatibility check does not understand. */
export function unknownKeywords(schema: JsonSchemaObject): string[] {
  return Object.keys(schema).filter((keyword) => !KNOWN.has(keyword) || !isUsable(keyword, schema[keyword]));
}

/** `items` as a list is of older drafts. */
function isUsable(keyword: string, value: unknown): boolean {
  return keyword !== 'items' || isSchema(value);
}

export function standsAlone(keyword: string): boolean {
  return ALONE.has(keyword);
}

/** References mean what stands elsewhere. */
export function hasReference(schema: JsonSchema): boolean {
  return /"\$(ref|dynamicRef|recursiveRef)":/.test(JSON.stringify(schema));
}

const ALL_TYPES: readonly ValueType[] = ['null', 'boolean', 'integer', 'number', 'string', 'array', 'object'];

/** The types of value that a schema lets through; `integer` is part of `number`. */
export function typesOf(schema: JsonSchemaObject): ReadonlySet<ValueType> {
  if (schema.type === undefined) return new Set(ALL_TYPES);
  const types = new Set([schema.type].flat() as ValueType[]);
  return types.has('number') ? types.add('integer') : types;
}

/** All values that a schema can let through, where they are few; undefined where they are not. */
export function fewValues(schema: JsonSchemaObject): readonly unknown[] | undefined {
  if (schema.const !== undefined) return [schema.const];
  if (Array.isArray(schema.enum)) return schema.enum;
  const types = [...typesOf(schema)];
  if (!types.every((type) => type === 'null' || type === 'boolean')) return undefined;
  return types.flatMap((type) => (type === 'null' ? [null] : [true, false]));
}

/** What a schema asks of the value of a key, as far as that is known. */
export function propertyOf(schema: JsonSchemaObject, key: string): JsonSchema {
  const { properties } = schema;
  if (isSchemaObject(properties) && Object.hasOwn(properties, key)) return schemaAt(properties[key]);
  return otherProperties(schema);
}

/** What it asks of keys that it does not name. */
export function otherProperties({ additionalProperties, patternProperties }: JsonSchemaObject): JsonSchema {
  return patternProperties === undefined ? schemaAt(additionalProperties) : true;
}

/** What it asks of the items of a list. */
export function itemsOf({ items, prefixItems }: JsonSchemaObject): JsonSchema {
  return prefixItems === undefined ? schemaAt(items) : true;
}

function schemaAt(value: unknown): JsonSchema {
  return isSchema(value) ? value : true;
}

export function keysOf({ properties }: JsonSchemaObject): string[] {
  return isSchemaObject(properties) ? Object.keys(properties) : [];
}

export function requiredOf({ required }: JsonSchemaObject): readonly string[] {
  return Array.isArray(required) ? required : [];
}

export function numberAt(schema: JsonSchemaObject, keyword: string): number | undefined {
  const value = schema[keyword];
  return typeof value === 'number' ? value : undefined;
}
