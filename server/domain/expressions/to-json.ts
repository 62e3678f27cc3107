import { Float, type JsonValue } from '../json.ts';
import { DateTime, isMoment, MICROS_A_SECOND, TimeDelta } from './datetime/moments.ts';
import { isoText, momentText } from './datetime/write-moment.ts';
import { Dict, isList, isPlainDict, SetValue, Tuple, type Value } from './value.ts';
import { repr, str } from './values/repr.ts';

/** Deeper values become their text. */
const MAX_JSON_DEPTH = 500;

/**
 * The value as JSON, for files and wires: tuples and sets become lists, keys become texts, times ISO 8601, spans of time
 * seconds; what has no JSON (a type, a generator) becomes its `repr`. JSON values are returned as they are.
 */
export function toJson(value: Value, depth = 0): JsonValue {
  if (typeof value !== 'object' || value === null || value instanceof Float || isPlainDict(value)) return value;
  if (depth > MAX_JSON_DEPTH) return repr(value, 1000);
  if (isList(value)) return value.map((item) => toJson(item, depth + 1));
  if (value instanceof Tuple) return value.items.map((item) => toJson(item, depth + 1));
  if (value instanceof SetValue) return [...value.members.values()].map((item) => toJson(item, depth + 1));
  if (value instanceof Dict) {
    const entries = [...value.entries.values()].map(([key, item]) => [str(key), toJson(item, depth + 1)]);
    return Object.fromEntries(entries);
  }
  if (value instanceof DateTime) return isoText(value, 'T');
  if (value instanceof TimeDelta) return Number(value.total) / MICROS_A_SECOND;
  return isMoment(value) ? momentText(value) : repr(value);
}
