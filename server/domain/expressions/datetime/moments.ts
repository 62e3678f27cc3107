import { PythonObject } from '../value.ts';
import { type CalendarDate, fromOrdinal } from './calendar.ts';

export const MICROS_A_SECOND = 1_000_000;
export const MICROS_A_DAY = 86_400 * MICROS_A_SECOND;

/** Python's `timedelta`: whole days, and the microseconds on top of them, which are never negative. */
export class TimeDelta extends PythonObject {
  readonly type = 'datetime.timedelta';
  readonly days: number;
  /** Of the day: 0 to 86,399,999,999. */
  readonly micros: number;
  constructor(days: number, micros: number) {
    super();
    this.days = days;
    this.micros = micros;
  }
  /** All of it in microseconds: more than a double counts exactly. */
  get total(): bigint {
    return BigInt(this.days) * BigInt(MICROS_A_DAY) + BigInt(this.micros);
  }
}

/** A fixed offset from UTC. */
export class Timezone extends PythonObject {
  readonly type = 'datetime.timezone';
  readonly offset: TimeDelta;
  readonly name: string | undefined;
  constructor(offset: TimeDelta, name?: string) {
    super();
    this.offset = offset;
    this.name = name;
  }
}

export const UTC = new Timezone(new TimeDelta(0, 0));

/** Python's `date`: a day by its number in the calendar. */
export class DateOnly extends PythonObject {
  readonly type = 'datetime.date';
  readonly ordinal: number;
  #date: CalendarDate | undefined;
  constructor(ordinal: number) {
    super();
    this.ordinal = ordinal;
  }
  get date(): CalendarDate {
    this.#date ??= fromOrdinal(this.ordinal);
    return this.#date;
  }
}

/** Python's `time`: microseconds since midnight. */
export class TimeOfDay extends PythonObject {
  readonly type = 'datetime.time';
  readonly micros: number;
  readonly zone: Timezone | undefined;
  constructor(micros: number, zone?: Timezone) {
    super();
    this.micros = micros;
    this.zone = zone;
  }
}

/** Python's `datetime`: a day, the microseconds since its midnight, and the zone, without which it is naive. */
export class DateTime extends PythonObject {
  readonly type = 'datetime.datetime';
  readonly ordinal: number;
  readonly micros: number;
  readonly zone: Timezone | undefined;
  #date: CalendarDate | undefined;
  constructor(ordinal: number, micros: number, zone?: Timezone) {
    super();
    this.ordinal = ordinal;
    this.micros = micros;
    this.zone = zone;
  }
  get date(): CalendarDate {
    this.#date ??= fromOrdinal(this.ordinal);
    return this.#date;
  }
}

/** Anything of Python's `datetime` module. */
export type Moment = DateTime | DateOnly | TimeOfDay | TimeDelta | Timezone;

export function isMoment(value: unknown): value is Moment {
  return (
    value instanceof DateTime ||
    value instanceof TimeDelta ||
    value instanceof DateOnly ||
    value instanceof TimeOfDay ||
    value instanceof Timezone
  );
}

/** Hours, minutes, seconds and microseconds of the microseconds since midnight. */
export function clockOf(micros: number): { hour: number; minute: number; second: number; microsecond: number } {
  const seconds = Math.floor(micros / MICROS_A_SECOND);
  return {
    hour: Math.floor(seconds / 3600),
    minute: Math.floor(seconds / 60) % 60,
    second: seconds % 60,
    microsecond: micros % MICROS_A_SECOND,
  };
}

export function toClockMicros(hour: number, minute: number, second: number, microsecond: number): number {
  return ((hour * 60 + minute) * 60 + second) * MICROS_A_SECOND + microsecond;
}
