import { Float, type JsonValue } from '../json.ts';
import { DateTime, isMoment, MICROS_A_SECOND, TimeDelta } from './datetime/moments.ts';
import { isoText, momentText } from './datetime/write-moment.ts';
import { Dict, isList, isPlainDict, SetValue, Tuple, type Value } from './value.ts';
import { repr, str } from './values/repr.ts';

/** Deeper values become their text. */
const MAX_JSON_DEPTH = 500;
/** Values in all, some characters counting as one more: a list can hold one large value a million times. */
const MAX_JSON_SIZE = 1_000_000;
const CHARACTERS = 16;

/** How much of the value may still become JSON. */
interface Room {
  left: number;
}

/**
 * The value as JSON, for files and wires: tuples and sets become lists, keys become texts, times ISO 8601, spans of time
 * seconds; what has no JSON (a type, a generator) becomes its `repr`, and so does what is beyond all bounds, cut short.
 * A payload or a state is returned as it is.
 */
export function toJson(value: Value): JsonValue {
  return isPlainDict(value) ? value : convert(value, { left: MAX_JSON_SIZE }, 0);
}

function convert(value: Value, room: Room, depth: number): JsonValue {
  if (typeof value === 'string') room.left -= value.length / CHARACTERS;
  room.left--;
  if (typeof value !== 'string' && (typeof value !== 'object' || value === null || value instanceof Float))
    return value;
  if (room.left < 0) return repr(value, 20);
  if (typeof value === 'string') return value;
  if (depth > MAX_JSON_DEPTH) return repr(value, 1000);
  const items = itemsOf(value);
  if (items) return Array.from(items, (item) => convert(item, room, depth + 1));
  const entries = entriesOf(value);
  if (entries) return Object.fromEntries(Array.from(entries, ([key, item]) => [key, convert(item, room, depth + 1)]));
  if (value instanceof DateTime) return isoText(value, 'T');
  if (value instanceof TimeDelta) return Number(value.total) / MICROS_A_SECOND;
  return isMoment(value) ? momentText(value) : repr(value, 1000);
}

function itemsOf(value: Value): Iterable<Value> | undefined {
  if (isList(value)) return value;
  if (value instanceof Tuple) return value.items;
  return value instanceof SetValue ? value.members.values() : undefined;
}

function entriesOf(value: Value): readonly (readonly [string, Value])[] | undefined {
  if (value instanceof Dict) return [...value.entries.values()].map(([key, item]) => [str(key, 1000), item]);
  return isPlainDict(value) ? Object.entries(value) : undefined;
}
