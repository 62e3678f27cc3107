import { Float, isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../domain/json.ts';

/**
 * A payload in JavaScript's own values, for a validator that knows no others: large integers become numbers, and half a
 * surrogate pair in a key, which the validator cannot name, becomes U+FFFD.
 */
export function toPlainJson(value: JsonValue): unknown {
  if (value instanceof Float) return value.value;
  if (typeof value === 'bigint') return toFiniteNumber(value);
  if (isJsonArray(value)) return value.map(toPlainJson);
  if (!isJsonObject(value)) return value;
  const plain: Record<string, unknown> = Object.create(null);
  for (const [key, item] of plainEntries(value)) plain[key] = toPlainJson(item);
  return plain;
}

/** The entries of an object by the keys that they get in plain JSON; of equal keys the last one counts. */
export function plainEntries(value: JsonObject): Map<string, JsonValue> {
  return new Map(Object.entries(value).map(([key, item]) => [key.toWellFormed(), item]));
}

/** An integer stays one, however large: infinity is none. */
function toFiniteNumber(value: bigint): number {
  return Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, Number(value)));
}
