import type { Event } from '../../event.ts';
import { qualifiedType } from '../../event-types.ts';
import { Float, type JsonObject, type JsonValue } from '../../json.ts';
import { isList, isPlainDict, typeName, type Value } from '../value.ts';
import { repr } from '../values/repr.ts';

/** A type as Python names it: `str`, `dict`, `datetime.datetime`. */
export type TypeName = string;

/** What was seen of a value, over all samples. */
export interface Shape {
  readonly types: Set<TypeName>;
  /** The last value that was seen, cut short. */
  example: string | undefined;
  /** Distinct texts, as long as they are few. */
  readonly texts: Set<string>;
  /** Of a dict, by key. */
  readonly fields: Map<string, Shape>;
  /** Of a list: all its items together. */
  items: Shape | undefined;
  seen: number;
}

/** What completion knows of the events at hand. */
export interface Knowledge {
  readonly event_data: Shape;
  readonly metadata: Shape;
  readonly state: Shape;
  /** The payloads of each type, by its qualified name. */
  readonly byType: Map<string, Shape>;
  /** The types in the spelling of the store. */
  readonly eventTypes: Set<string>;
}

const MOST_FIELDS = 200;
const MOST_TEXTS = 20;
const LONGEST_TEXT = 60;
const DEEPEST = 6;
const MOST_ITEMS = 20;
const EXAMPLE = 40;

export function nothingKnown(): Knowledge {
  return {
    event_data: emptyShape(),
    metadata: emptyShape(),
    state: emptyShape(),
    byType: new Map(),
    eventTypes: new Set(),
  };
}

export function emptyShape(types: readonly TypeName[] = []): Shape {
  return { types: new Set(types), example: undefined, texts: new Set(), fields: new Map(), items: undefined, seen: 0 };
}

/** Takes in what fields these events have. Bounded however many there are and whatever they hold. */
export function learnEvents(knowledge: Knowledge, events: Iterable<Event>): void {
  for (const event of events) {
    const type = qualifiedType(event);
    learn(knowledge.event_data, event.event_data);
    learn(knowledge.metadata, event.metadata);
    if (knowledge.eventTypes.size < MOST_FIELDS) knowledge.eventTypes.add(event.event_type);
    const ofType = knowledge.byType.get(type) ?? emptyShape();
    if (knowledge.byType.size < MOST_FIELDS) knowledge.byType.set(type, ofType);
    learn(ofType, event.event_data);
  }
}

export function learnState(knowledge: Knowledge, state: JsonObject): void {
  learn(knowledge.state, state);
}

function learn(shape: Shape, value: JsonValue, depth = 0): void {
  shape.seen++;
  shape.types.add(typeName(value));
  shape.example = repr(value as Value, EXAMPLE);
  if (typeof value === 'string' && value.length <= LONGEST_TEXT && shape.texts.size < MOST_TEXTS)
    shape.texts.add(value);
  if (depth >= DEEPEST || typeof value !== 'object' || value === null || value instanceof Float) return;
  if (isList(value as Value)) {
    shape.items ??= emptyShape();
    for (const item of (value as readonly JsonValue[]).slice(0, MOST_ITEMS)) learn(shape.items, item, depth + 1);
  } else if (isPlainDict(value as Value)) {
    for (const [key, item] of Object.entries(value as JsonObject)) {
      const field = shape.fields.get(key) ?? emptyShape();
      if (!shape.fields.has(key)) {
        if (shape.fields.size >= MOST_FIELDS) continue;
        shape.fields.set(key, field);
      }
      learn(field, item, depth + 1);
    }
  }
}

/** `float | None`, and an example. */
export function describeShape({ types, example }: Shape): string {
  const named = [...types].map((type) => (type === 'NoneType' ? 'None' : type.replace('datetime.', '')));
  return `${named.join(' | ')}${example === undefined ? '' : `, such as ${example}`}`;
}
