import { Float, isJsonArray, isJsonObject, type JsonValue } from '../../domain/json.ts';
import { parseJson } from '../../domain/parse-json.ts';

/** JSON text as plain JavaScript: NaN stays NaN, integers beyond 2^53 are bigints, and 1.0 is 1. */
export function readPlain(text: string): unknown {
  return toPlain(parseJson(text));
}

function toPlain(value: JsonValue): unknown {
  if (value instanceof Float) return value.value;
  if (isJsonArray(value)) return value.map(toPlain);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toPlain(item)]));
}
