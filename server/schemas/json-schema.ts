/** A JSON Schema (2020-12): keywords, or `true` for anything and `false` for nothing. */
export type JsonSchema = boolean | JsonSchemaObject;

/** Read keywords that are properties' names with `Object.hasOwn`: a property may be called `__proto__`. */
export interface JsonSchemaObject {
  readonly [keyword: string]: unknown;
}

export const DIALECT = 'https://json-schema.org/draft/2020-12/schema';

export function isSchemaObject(value: unknown): value is JsonSchemaObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'boolean' || isSchemaObject(value);
}
