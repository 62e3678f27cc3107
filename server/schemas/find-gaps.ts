import type { StatePath } from '../domain/state-path.ts';
import { newNumberLimits, newSizeLimits } from './compare-limits.ts';
import { isSchemaObject, type JsonSchema, type JsonSchemaObject } from './json-schema.ts';
import { sameJson } from './same-json.ts';
import { exampleObject, testOf } from './schema-examples.ts';
import {
  fewValues,
  itemsOf,
  keysOf,
  otherProperties,
  propertyOf,
  requiredOf,
  standsAlone,
  typesOf,
  unknownKeywords,
} from './schema-parts.ts';
import type { ValueType } from './value-shape.ts';

/** A place where it is not certain that all that an older schema lets through is let through by a newer one. */
export interface Gap {
  readonly path: StatePath;
  /** What may be new there, in words. */
  readonly message: string;
  readonly older: JsonSchema;
  readonly newer: JsonSchema;
  /** The whole value with this one at the place; undefined when nobody knows how it could get there. */
  readonly embed: (value: unknown) => unknown;
}

type Place = Pick<Gap, 'path' | 'embed'>;

const ROOT: Place = { path: [], embed: (value) => value };

/**
 * Compares two schemas without references, place by place. No gap means: whatever is valid under the older one is valid
 * under the newer one. A gap can be a false alarm.
 */
export function findGaps(older: JsonSchema, newer: JsonSchema, place: Place = ROOT): Gap[] {
  if (older === false || newer === true || sameJson(older, newer)) return [];
  const gap = (message: string): Gap => ({ ...place, message, older, newer });
  if (newer === false) return [gap('it is not allowed any more')];
  const before = older === true ? {} : older;
  const few = fewValues(before);
  if (few) return lostValues(few, older, newer).map((value) => gap(`${shown(value)} is not allowed any more`));
  const allowed = newer.const === undefined ? newer.enum : [newer.const];
  if (Array.isArray(allowed)) return [gap(`only ${allowed.map(shown).join(' or ')} is allowed now`)];
  const [types, newTypes] = [typesOf(before), typesOf(newer)];
  const lost = [...types].filter((type) => !newTypes.has(type));
  const has = (type: ValueType) => types.has(type) && newTypes.has(type);
  return [
    ...(lost.length > 0 ? [gap(`${typeNames(lost)} is not allowed any more`)] : []),
    ...newKeywords(before, newer).map((keyword) => gap(`${keyword} asks for something that this check cannot compare`)),
    ...(has('integer') ? newNumberLimits(before, newer).map(gap) : []),
    ...(has('string') ? newSizeLimits(before, newer, 'Length').map(gap) : []),
    ...(has('array') ? newSizeLimits(before, newer, 'Items').map(gap) : []),
    ...(has('array') ? itemGaps(before, newer, place) : []),
    ...(has('object') ? newSizeLimits(before, newer, 'Properties').map(gap) : []),
    ...(has('object') ? newlyRequired(before, newer).map((key) => gap(`the key ${shown(key)} is required now`)) : []),
    ...(has('object') ? propertyGaps(before, newer, place) : []),
  ];
}

const TYPE_NAMES = {
  null: 'null',
  boolean: 'a boolean',
  integer: 'an integer',
  number: 'a number that is no integer',
  string: 'a text',
  array: 'a list',
  object: 'an object',
} as const;

/** An integer and every other number are a number. */
function typeNames(types: readonly ValueType[]): string {
  const isAnyNumber = types.includes('number') && types.includes('integer');
  const named = types.filter((type) => !isAnyNumber || type !== 'integer');
  return named.map((type) => (isAnyNumber && type === 'number' ? 'a number' : TYPE_NAMES[type])).join(' or ');
}

function lostValues(values: readonly unknown[], older: JsonSchema, newer: JsonSchema): unknown[] {
  const [wasValid, isValid] = [testOf(older), testOf(newer)];
  return values.filter((value) => wasValid(value) && !isValid(value));
}

/** Those that ask for what the older schema did not ask for in the same words. */
function newKeywords(older: JsonSchemaObject, newer: JsonSchemaObject): string[] {
  return unknownKeywords(newer).filter((name) => !standsAlone(name) || !sameJson(older[name], newer[name]));
}

function itemGaps(older: JsonSchemaObject, newer: JsonSchemaObject, { path, embed }: Place): Gap[] {
  if (older.maxItems === 0) return [];
  const length = Math.max(1, typeof older.minItems === 'number' ? older.minItems : 1);
  return findGaps(itemsOf(older), itemsOf(newer), {
    path: [...path, 0],
    embed: (value) => (length > 1_000 ? undefined : embed(new Array(length).fill(value))),
  });
}

function newlyRequired(older: JsonSchemaObject, newer: JsonSchemaObject): string[] {
  return requiredOf(newer).filter((key) => !requiredOf(older).includes(key));
}

/** The keys that either names, and one that stands for all others. */
function propertyGaps(older: JsonSchemaObject, newer: JsonSchemaObject, place: Place): Gap[] {
  const named = [...new Set([...keysOf(older), ...keysOf(newer)])];
  const other = nameBeside(named);
  return [
    ...named.flatMap((key) => findGaps(propertyOf(older, key), propertyOf(newer, key), under(older, key, place))),
    ...findGaps(otherProperties(older), otherProperties(newer), under(older, other, place)),
  ];
}

function nameBeside(names: readonly string[]): string {
  let name = 'any_other_key';
  while (names.includes(name)) name += '_';
  return name;
}

function under(schema: JsonSchemaObject, key: string, { path, embed }: Place): Place {
  return {
    path: [...path, key],
    embed: (value) => {
      const object = exampleObject(schema);
      return object && isSchemaObject(object) ? embed({ ...object, [key]: value }) : undefined;
    },
  };
}

function shown(value: unknown): string {
  return JSON.stringify(value).slice(0, 60);
}
