import { typeError, valueError } from '../evaluation-error.ts';
import { countArgument, textArgument } from '../methods/arguments.ts';
import { type Bound, named, none, one, type Signature } from '../methods/signature.ts';
import { Callable, TypeObject, typeName, type Value } from '../value.ts';
import { MAX_ORDINAL } from './calendar.ts';
import { checkedOrdinal, fromEpoch, now } from './epoch.ts';
import { makeClock, makeOrdinal, makeZone } from './make.ts';
import { inZone, zoneArgument } from './moment-methods.ts';
import { DateOnly, DateTime, MICROS_A_DAY, TimeDelta, TimeOfDay, type Timezone, UTC } from './moments.ts';
import { readDate, readDateTime, readTime } from './read-iso.ts';
import { parseTime } from './strptime.ts';
import { toDelta, UNITS } from './to-delta.ts';

const DATE = ['year', 'month', 'day'];
const CLOCK = ['hour', 'minute', 'second', 'microsecond', 'tzinfo', 'fold'];
const timedelta = type('timedelta', named(UNITS), toDelta, { resolution: new TimeDelta(0, 1) });

const timezone = type(
  'timezone',
  named(['offset', 'name'], 1),
  ([offset, name]) => {
    if (!(offset instanceof TimeDelta)) {
      throw typeError(`timezone() argument 1 must be datetime.timedelta, not ${typeName(offset!)}`);
    }
    return makeZone(offset, name === undefined ? undefined : textArgument(name, 'timezone() argument 2 must be str'));
  },
  { utc: UTC },
);

const date = type('date', named(DATE), (args) => new DateOnly(toDay(args)), {
  min: new DateOnly(1),
  max: new DateOnly(MAX_ORDINAL),
  resolution: new TimeDelta(1, 0),
  ...functions('date', {
    today: [none, () => new DateOnly(now().ordinal)],
    fromisoformat: [one, ([text]) => readDate(isoArgument(text!))],
    fromordinal: [one, ([ordinal]) => new DateOnly(ordinalArgument(ordinal!))],
    fromtimestamp: [one, ([seconds]) => new DateOnly(fromEpoch(seconds!).ordinal)],
  }),
});

const time = type('time', named(CLOCK), (args) => new TimeOfDay(toClock(args), toZone(args[4])), {
  min: new TimeOfDay(0),
  max: new TimeOfDay(MICROS_A_DAY - 1),
  resolution: new TimeDelta(0, 1),
  ...functions('time', { fromisoformat: [one, ([text]) => readTime(isoArgument(text!))] }),
});

/** The class, and with the other classes as its members the module: both spellings are common. */
const datetime = type(
  'datetime',
  named([...DATE, ...CLOCK]),
  ([year, month, day, ...clock]) => new DateTime(toDay([year, month, day]), toClock(clock), toZone(clock[4])),
  {
    min: new DateTime(1, 0),
    max: new DateTime(MAX_ORDINAL, MICROS_A_DAY - 1),
    resolution: new TimeDelta(0, 1),
    timedelta,
    timezone,
    UTC,
    ...functions('datetime', {
      utcnow: [none, () => now()],
      now: [
        named(['tz']),
        ([zone]) => (zone === undefined || zone === null ? now() : inZone(now(), zoneArgument(zone))),
      ],
      today: [none, () => now()],
      fromisoformat: [one, ([text]) => readDateTime(isoArgument(text!))],
      fromtimestamp: [
        named(['timestamp', 'tz'], 1),
        ([seconds, zone]) =>
          zone === undefined || zone === null ? fromEpoch(seconds!) : inZone(fromEpoch(seconds!), zoneArgument(zone)),
      ],
      utcfromtimestamp: [one, ([seconds]) => fromEpoch(seconds!)],
      fromordinal: [one, ([ordinal]) => new DateTime(ordinalArgument(ordinal!), 0)],
      strptime: [
        named(['date_string', 'format'], 2),
        ([text, format]) => parseTime(strptimeArgument(text!, 1), strptimeArgument(format!, 2)),
      ],
      combine: [named(['date', 'time', 'tzinfo'], 2), combine],
    }),
  },
);
datetime.statics.set('datetime', datetime);

/** The classes of Python's datetime module, by the names under which they are imported. */
export const TIME_TYPES: ReadonlyMap<string, TypeObject> = new Map([
  ['datetime', datetime],
  ['timedelta', timedelta],
  ['timezone', timezone],
  ['date', date],
  ['time', time],
]);

function type(
  name: string,
  signature: Signature,
  construct: (args: Bound) => Value,
  statics: Readonly<Record<string, Value>>,
): TypeObject {
  const create = (args: Parameters<Signature>[0]) => construct(signature(args, name, ''));
  return new TypeObject(`datetime.${name}`, create, new Map(Object.entries(statics)));
}

function functions(
  type: string,
  table: Readonly<Record<string, readonly [Signature, (args: Bound) => Value]>>,
): Record<string, Callable> {
  return Object.fromEntries(
    Object.entries(table).map(([name, [signature, run]]) => [
      name,
      new Callable(`built-in method ${name} of type object`, (args) => run(signature(args, name, type))),
    ]),
  );
}

function toDay([year, month, day]: Bound): number {
  const parts = [year, month, day].map((part, index) => {
    if (part !== undefined) return countArgument(part);
    throw typeError(`function missing required argument '${DATE[index]}' (pos ${index + 1})`);
  });
  return makeOrdinal(...(parts as [number, number, number]));
}

function toClock([hour, minute, second, microsecond]: Bound): number {
  const parts = [hour, minute, second, microsecond].map((part) => (part === undefined ? 0 : countArgument(part)));
  return makeClock(...(parts as [number, number, number, number]));
}

function toZone(zone: Value | undefined): Timezone | undefined {
  return zone === undefined || zone === null ? undefined : zoneArgument(zone);
}

function combine([day, clock, zone]: Bound): DateTime {
  if (!(day instanceof DateOnly || day instanceof DateTime)) {
    throw typeError(`combine() argument 1 must be datetime.date, not ${typeName(day!)}`);
  }
  if (!(clock instanceof TimeOfDay)) {
    throw typeError(`combine() argument 2 must be datetime.time, not ${typeName(clock!)}`);
  }
  return new DateTime(day.ordinal, clock.micros, zone === undefined ? clock.zone : toZone(zone));
}

function ordinalArgument(value: Value): number {
  const ordinal = countArgument(value);
  if (ordinal < 1) throw valueError('ordinal must be >= 1');
  return checkedOrdinal(ordinal);
}

function isoArgument(value: Value): string {
  if (typeof value !== 'string') throw typeError('fromisoformat: argument must be str');
  return value;
}

function strptimeArgument(value: Value, position: number): string {
  return textArgument(value, `strptime() argument ${position} must be str`);
}
