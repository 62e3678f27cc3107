import { Float, isJsonArray, isJsonObject, type JsonValue } from '../domain/json.ts';

/** A payload in JavaScript's own values, for a validator that knows no others: large integers become numbers. */
export function toPlainJson(value: JsonValue): unknown {
  if (value instanceof Float) return value.value;
  if (typeof value === 'bigint') return Number(value);
  if (isJsonArray(value)) return value.map(toPlainJson);
  if (!isJsonObject(value)) return value;
  const plain: Record<string, unknown> = Object.create(null);
  for (const [key, item] of Object.entries(value)) plain[key] = toPlainJson(item);
  return plain;
}
