import { typeError, valueError } from '../evaluation-error.ts';
import { countArgument, textArgument } from '../methods/arguments.ts';
import type { Methods } from '../methods/method.ts';
import { type Bound, named, none, one } from '../methods/signature.ts';
import { Tuple, typeName, type Value } from '../value.ts';
import { toFloat } from '../values/numbers.ts';
import { textLength } from '../values/text.ts';
import { instantOf } from './arithmetic.ts';
import { isoWeekOf, weekdayOf } from './calendar.ts';
import { EPOCH } from './epoch.ts';
import { makeClock, makeDateTime, makeOrdinal } from './make.ts';
import {
  clockOf,
  DateOnly,
  DateTime,
  MICROS_A_DAY,
  MICROS_A_SECOND,
  TimeDelta,
  TimeOfDay,
  Timezone,
  UTC,
} from './moments.ts';
import { formatTime } from './strftime.ts';
import { dateText, isoText, type TimeSpec, timeText, zoneName } from './write-moment.ts';

const SPECS: readonly string[] = ['auto', 'hours', 'minutes', 'seconds', 'milliseconds', 'microseconds'];
const DATE_FIELDS = ['year', 'month', 'day'];
const CLOCK_FIELDS = ['hour', 'minute', 'second', 'microsecond', 'tzinfo', 'fold'];

const ON_A_DAY: Methods<DateTime | DateOnly> = {
  weekday: { signature: none, run: ({ ordinal }) => weekdayOf(ordinal) },
  isoweekday: { signature: none, run: ({ ordinal }) => weekdayOf(ordinal) + 1 },
  isocalendar: { signature: none, run: ({ ordinal }) => new Tuple(isoWeekOf(ordinal)) },
  toordinal: { signature: none, run: ({ ordinal }) => ordinal },
  strftime: { signature: named(['format'], 1), run: (self, [format]) => formatTime(self, formatArgument(format!)) },
  ctime: { signature: none, run: (self) => formatTime(self, '%c') },
};

const WITH_A_ZONE: Methods<DateTime | TimeOfDay> = {
  utcoffset: { signature: none, run: ({ zone }) => zone?.offset ?? null },
  dst: { signature: none, run: () => null },
  tzname: { signature: none, run: ({ zone }) => (zone ? zoneName(zone) : null) },
};

export const DATETIME_METHODS: Methods<DateTime> = {
  ...ON_A_DAY,
  ...WITH_A_ZONE,
  date: { signature: none, run: ({ ordinal }) => new DateOnly(ordinal) },
  time: { signature: none, run: ({ micros }) => new TimeOfDay(micros) },
  timetz: { signature: none, run: ({ micros, zone }) => new TimeOfDay(micros, zone) },
  timestamp: {
    signature: none,
    run: (self) => toFloat(Number(instantOf(self) - BigInt(EPOCH) * BigInt(MICROS_A_DAY)) / MICROS_A_SECOND),
  },
  isoformat: {
    signature: named(['sep', 'timespec']),
    run: (self, [separator = 'T', spec]) => isoText(self, separatorArgument(separator), timeSpec(spec)),
  },
  replace: { signature: named([...DATE_FIELDS, ...CLOCK_FIELDS]), run: replaceDateTime },
  astimezone: {
    signature: named(['tz']),
    // A naive time is in UTC here.
    run: (self, [zone]) => inZone(self, zone === undefined || zone === null ? UTC : zoneArgument(zone)),
  },
};

export const DATE_METHODS: Methods<DateOnly> = {
  ...ON_A_DAY,
  isoformat: { signature: none, run: dateText },
  replace: {
    signature: named(DATE_FIELDS),
    run: ({ date }, [year, month, day]) =>
      new DateOnly(makeOrdinal(count(year, date.year), count(month, date.month), count(day, date.day))),
  },
};

export const TIME_METHODS: Methods<TimeOfDay> = {
  ...WITH_A_ZONE,
  isoformat: { signature: named(['timespec']), run: (self, [spec]) => timeText(self, timeSpec(spec)) },
  strftime: { signature: named(['format'], 1), run: (self, [format]) => formatTime(self, formatArgument(format!)) },
  replace: {
    signature: named(CLOCK_FIELDS),
    run: (self, args) => new TimeOfDay(replaceClock(self, args), replaceZone(self, args[4])),
  },
};

export const TIMEDELTA_METHODS: Methods<TimeDelta> = {
  total_seconds: { signature: none, run: ({ total }) => toFloat(Number(total) / MICROS_A_SECOND) },
};

export const TIMEZONE_METHODS: Methods<Timezone> = {
  utcoffset: { signature: one, run: ({ offset }) => offset },
  tzname: { signature: one, run: (zone) => zoneName(zone) },
};

export function zoneArgument(value: Value): Timezone {
  if (value instanceof Timezone) return value;
  throw typeError(`tzinfo argument must be None or of a tzinfo subclass, not type '${typeName(value)}'`);
}

export function inZone({ ordinal, micros, zone }: DateTime, wanted: Timezone): DateTime {
  const from = zone?.offset ?? new TimeDelta(0, 0);
  const days = wanted.offset.days - from.days;
  return makeDateTime(ordinal + days, micros + wanted.offset.micros - from.micros, wanted);
}

function replaceDateTime(self: DateTime, [year, month, day, ...clock]: Bound): DateTime {
  const { date } = self;
  const ordinal = makeOrdinal(count(year, date.year), count(month, date.month), count(day, date.day));
  return new DateTime(ordinal, replaceClock(self, clock), replaceZone(self, clock[4]));
}

function replaceClock({ micros }: DateTime | TimeOfDay, [hour, minute, second, microsecond]: Bound): number {
  const clock = clockOf(micros);
  return makeClock(
    count(hour, clock.hour),
    count(minute, clock.minute),
    count(second, clock.second),
    count(microsecond, clock.microsecond),
  );
}

function replaceZone({ zone }: DateTime | TimeOfDay, wanted: Value | undefined): Timezone | undefined {
  if (wanted === undefined) return zone;
  return wanted === null ? undefined : zoneArgument(wanted);
}

function formatArgument(value: Value): string {
  return textArgument(value, 'strftime() argument 1 must be str');
}

function separatorArgument(value: Value): string {
  const complaint = 'isoformat() argument 1 must be a unicode character';
  const separator = textArgument(value, complaint);
  if (textLength(separator) !== 1) throw typeError(`${complaint}, not str`);
  return separator;
}

function count(value: Value | undefined, missing: number): number {
  return value === undefined ? missing : countArgument(value);
}

function timeSpec(value: Value | undefined): TimeSpec {
  if (value === undefined) return 'auto';
  const spec = textArgument(value);
  if (!SPECS.includes(spec)) throw valueError('Unknown timespec value');
  return spec as TimeSpec;
}
