import type { Event } from '../../event.ts';
import { EVENT_FIELDS } from '../../event-fields.ts';
import { bareType, qualifiedType } from '../../event-types.ts';
import { Float, type JsonObject, type JsonValue } from '../../json.ts';
import { isList, isPlainDict, typeName, type Value } from '../value.ts';
import { repr } from '../values/repr.ts';
import type { Knowledge } from './knowledge.ts';
import { emptyShape, MOST_TEXTS, type Shape } from './shape.ts';

const MOST_FIELDS = 200;
const MOST_TYPES = 200;
const LONGEST_KEY = 200;
const LONGEST_TEXT = 60;
const DEEPEST = 6;
const MOST_ITEMS = 20;
/** Of one payload, and of each state: what lies behind so many values is not looked at. */
const MOST_VALUES = 500;
const EXAMPLE = 40;
/** The fields of an event that are a text or None. */
const TEXTS = EVENT_FIELDS.filter((name) => !['event_data', 'metadata', 'timestamp', 'version'].includes(name));

/**
 * Takes in what fields these events have. Bounded however many there are and whatever they hold. An example is
 * the first value that was seen; an event that is taken in again, with a count of 0, gives the examples.
 */
export function learnEvents(knowledge: Knowledge, events: Iterable<Event>, count = 1): void {
  const { room, byType, eventTypes } = knowledge;
  for (const event of events) {
    learn(knowledge.event_data, event.event_data, room, count);
    learn(knowledge.metadata, event.metadata, room, count);
    learn(knowledge.event, Object.fromEntries(TEXTS.map((name) => [name, event[name]])), room, count);
    if (eventTypes.size < MOST_TYPES) eventTypes.add(event.event_type);
    const type = qualifiedType(event);
    const known = byType.get(type);
    if (!known && byType.size >= MOST_TYPES) continue;
    const { shape } = known ?? { shape: emptyShape() };
    if (!known) byType.set(type, { shape, bare: bareType(event) });
    learn(shape, event.event_data, room, count);
  }
}

/** Takes in what a state holds. States are not counted: which of them are seen is up to where the replay stands. */
export function learnState(knowledge: Knowledge, state: JsonObject): void {
  learn(knowledge.state, state, knowledge.room, 0);
}

function learn(shape: Shape, value: JsonValue, room: Knowledge['room'], count: number): void {
  take(shape, value, { room, count, values: MOST_VALUES }, 0);
}

/** One value being taken in: how often it counts, and how much of it may still be looked at. */
interface Sample {
  readonly room: Knowledge['room'];
  readonly count: number;
  values: number;
}

function take(shape: Shape, value: JsonValue, sample: Sample, depth: number): void {
  const { room, count } = sample;
  shape.seen += count;
  sample.values--;
  shape.types.add(typeName(value));
  if (count === 0) shape.example = repr(value as Value, EXAMPLE);
  else shape.example ??= repr(value as Value, EXAMPLE);
  if (typeof value === 'string' && value.length <= LONGEST_TEXT && shape.texts.size <= MOST_TEXTS)
    shape.texts.add(value);
  if (depth >= DEEPEST || sample.values <= 0 || typeof value !== 'object' || value === null || value instanceof Float)
    return;
  if (isList(value as Value)) {
    shape.items ??= emptyShape();
    for (const item of (value as readonly JsonValue[]).slice(0, MOST_ITEMS)) take(shape.items, item, sample, depth + 1);
  } else if (isPlainDict(value as Value)) {
    const dict = value as JsonObject;
    for (const key in dict) {
      if (sample.values <= 0) break;
      const field = shape.fields.get(key) ?? newField(shape, key, room);
      if (field) take(field, dict[key]!, sample, depth + 1);
    }
  }
}

function newField({ fields }: Shape, key: string, room: Knowledge['room']): Shape | undefined {
  if (fields.size >= MOST_FIELDS || room.left === 0 || key.length > LONGEST_KEY) return undefined;
  room.left--;
  const field = emptyShape();
  fields.set(key, field);
  return field;
}
