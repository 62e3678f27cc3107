import type { RecordedEvent } from './event.ts';
import { repr } from './expressions/index.ts';
import { quoteText } from './expressions/values/quote-text.ts';
import { Float, isJsonArray, isJsonObject, type JsonObject, type JsonValue } from './json.ts';
import type { StateChange } from './state-diff.ts';
import { formatStatePath } from './state-path.ts';

/** What an event did to the state of its stream. */
export interface Done {
  readonly state: JsonObject;
  readonly changes: readonly StateChange[];
}

/** Of the fields of one payload, and of one state. */
const MOST_FIELDS = 8;
/** Longer texts and keys are no conditions that anybody means. */
const LONGEST = 60;

/**
 * Whole conditions that hold at this event, in the language of breakpoints: for its type, for what it changed, for what
 * it and the state say. What needs the state is left out where that is not known.
 */
export function conditionsOf(event: RecordedEvent, done: Done | undefined): string[] {
  const type = `event_type == ${quoteText(event.event_type)}`;
  const payload = scalarsOf(event.event_data, 'event_data');
  const names = ['service_name', 'user_id', 'correlation_id'] as const;
  const conditions = [
    type,
    ...(done?.changes ?? []).slice(0, MOST_FIELDS).map(({ path }) => `changed(${quoteText(formatStatePath(path))})`),
    ...payload.flatMap((condition) => [`${type} and ${condition}`, condition]),
    ...(done ? scalarsOf(pick(done.state, Object.keys(event.event_data)), 'state') : []),
    ...names.flatMap((name) => (event[name] ? [`${name} == ${quoteText(event[name])}`] : [])),
  ];
  return [...new Set(conditions)].filter((condition) => condition.length <= 4 * LONGEST);
}

/** What the fields of a dict say: as large as it is, equal to it, as long as it is. */
function scalarsOf(dict: JsonObject, name: 'event_data' | 'state'): string[] {
  return Object.keys(dict)
    .filter((key) => key.length <= LONGEST)
    .slice(0, MOST_FIELDS)
    .flatMap((key) => conditionOn(dict[key]!, `${name}.get(${quoteText(key)}`));
}

/** `get` lacks its default and its closing bracket. */
function conditionOn(value: JsonValue, get: string): string[] {
  if (typeof value === 'boolean') return [`${get}) is ${value ? 'True' : 'False'}`];
  if (typeof value === 'string') return value.length <= LONGEST ? [`${get}) == ${quoteText(value)}`] : [];
  if (isNumber(value))
    return Number.isNaN(Number(value)) ? [] : [`${get}, 0) ${Number(value) < 0 ? '<=' : '>='} ${numberText(value)}`];
  if (isJsonArray(value)) return [`len(${get}, [])) >= ${value.length}`];
  return isJsonObject(value) ? [`len(${get}, {})) >= ${Object.keys(value).length}`] : [];
}

function isNumber(value: JsonValue): value is number | bigint | Float {
  return typeof value === 'number' || typeof value === 'bigint' || value instanceof Float;
}

/** Python has no literal for the infinities. */
function numberText(value: number | bigint | Float): string {
  const text = repr(value);
  return Number.isFinite(Number(value)) || typeof value === 'bigint' ? text : `float('${text}')`;
}

function pick(dict: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(keys.filter((key) => Object.hasOwn(dict, key)).map((key) => [key, dict[key]!]));
}
