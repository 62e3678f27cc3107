import { Float, type JsonObject } from './json.ts';

/**
 * The version of a payload's shape: the whole number in `metadata.schema_version`, 1 where there is none; undefined when
 * what stands there is no such number.
 */
export function schemaVersionOf(metadata: JsonObject): number | undefined {
  if (!Object.hasOwn(metadata, 'schema_version')) return 1;
  const found = metadata.schema_version;
  const value = found instanceof Float ? found.value : found;
  const number = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isInteger(number) ? number : undefined;
}
