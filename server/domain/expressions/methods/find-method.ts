import {
  DATE_METHODS,
  DATETIME_METHODS,
  TIME_METHODS,
  TIMEDELTA_METHODS,
  TIMEZONE_METHODS,
} from '../datetime/moment-methods.ts';
import type { Value } from '../value.ts';
import { DICT_METHODS } from './dict-methods.ts';
import type { Method, Methods } from './method.ts';
import { FLOAT_METHODS, INT_METHODS } from './number-methods.ts';
import { LIST_METHODS, RANGE_METHODS, TUPLE_METHODS } from './sequence-methods.ts';
import { SET_METHODS } from './set-methods.ts';
import { TEXT_CASE } from './text-case.ts';
import { TEXT_CLASS } from './text-class.ts';
import { TEXT_LAYOUT } from './text-layout.ts';
import { TEXT_SEARCH } from './text-search.ts';
import { TEXT_SPLIT } from './text-split.ts';

/** Every type's methods by name. `typeName` of a value decides which table is asked, so each gets its own type. */
const METHODS: ReadonlyMap<string, ReadonlyMap<string, Method>> = new Map([
  ['str', table({ ...TEXT_CASE, ...TEXT_CLASS, ...TEXT_LAYOUT, ...TEXT_SEARCH, ...TEXT_SPLIT })],
  ['int', table(INT_METHODS)],
  ['bool', table(INT_METHODS)],
  ['float', table(FLOAT_METHODS)],
  ['list', table(LIST_METHODS)],
  ['tuple', table(TUPLE_METHODS)],
  ['range', table(RANGE_METHODS)],
  ['dict', table(DICT_METHODS)],
  ['set', table(SET_METHODS)],
  ['datetime.datetime', table(DATETIME_METHODS)],
  ['datetime.date', table(DATE_METHODS)],
  ['datetime.time', table(TIME_METHODS)],
  ['datetime.timedelta', table(TIMEDELTA_METHODS)],
  ['datetime.timezone', table(TIMEZONE_METHODS)],
]);

/** The method of a type; undefined when the type has none of that name. */
export function findMethod(type: string, name: string): Method | undefined {
  return METHODS.get(type)?.get(name);
}

/** The names of a type's methods, for hints and completion; those of all types without one. */
export function methodNames(type?: string): readonly string[] {
  if (type !== undefined) return [...(METHODS.get(type)?.keys() ?? [])];
  return [...new Set([...METHODS.values()].flatMap((methods) => [...methods.keys()]))];
}

function table<Self extends Value>(methods: Methods<Self>): ReadonlyMap<string, Method> {
  return new Map(Object.entries(methods)) as ReadonlyMap<string, Method<never>> as ReadonlyMap<string, Method>;
}
