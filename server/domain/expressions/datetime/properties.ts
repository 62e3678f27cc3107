import type { Value } from '../value.ts';
import { clockOf, type DateOnly, type DateTime, MICROS_A_SECOND, type TimeDelta, type TimeOfDay } from './moments.ts';

type Properties<Self> = Readonly<Record<string, (self: Self) => Value>>;

const DATE: Properties<DateOnly | DateTime> = {
  year: ({ date }) => date.year,
  month: ({ date }) => date.month,
  day: ({ date }) => date.day,
};

const CLOCK: Properties<TimeOfDay | DateTime> = {
  hour: ({ micros }) => clockOf(micros).hour,
  minute: ({ micros }) => clockOf(micros).minute,
  second: ({ micros }) => clockOf(micros).second,
  microsecond: ({ micros }) => clockOf(micros).microsecond,
  tzinfo: ({ zone }) => zone ?? null,
  fold: () => 0,
};

const DELTA: Properties<TimeDelta> = {
  days: ({ days }) => days,
  seconds: ({ micros }) => Math.floor(micros / MICROS_A_SECOND),
  microseconds: ({ micros }) => micros % MICROS_A_SECOND,
};

/** What is read of a value without calling it, by type. */
const PROPERTIES: ReadonlyMap<string, ReadonlyMap<string, (self: Value) => Value>> = new Map([
  ['datetime.datetime', table<DateTime>({ ...DATE, ...CLOCK })],
  ['datetime.date', table(DATE)],
  ['datetime.time', table(CLOCK)],
  ['datetime.timedelta', table(DELTA)],
]);

export function findProperty(type: string, name: string): ((self: Value) => Value) | undefined {
  return PROPERTIES.get(type)?.get(name);
}

export function propertyNames(type?: string): readonly string[] {
  const tables = type === undefined ? [...PROPERTIES.values()] : [PROPERTIES.get(type) ?? new Map()];
  return [...new Set(tables.flatMap((properties) => [...properties.keys()]))];
}

function table<Self extends Value>(properties: Properties<Self>): ReadonlyMap<string, (self: Value) => Value> {
  return new Map(Object.entries(properties)) as ReadonlyMap<string, (self: never) => Value> as ReadonlyMap<
    string,
    (self: Value) => Value
  >;
}
