import { EvaluationError, valueError } from '../evaluation-error.ts';
import { daysInMonth, MAX_ORDINAL, MAX_YEAR, MIN_YEAR, toOrdinal } from './calendar.ts';
import { DateOnly, DateTime, MICROS_A_DAY, TimeDelta, Timezone, toClockMicros, UTC } from './moments.ts';

const MOST_DAYS = 999_999_999;

/** Throws Python's ValueError for a day that does not exist. */
export function makeOrdinal(year: number, month: number, day: number): number {
  if (year < MIN_YEAR || year > MAX_YEAR) throw valueError(`year ${year} is out of range`);
  if (month < 1 || month > 12) throw valueError('month must be in 1..12');
  if (day < 1 || day > daysInMonth(year, month)) throw valueError('day is out of range for month');
  return toOrdinal(year, month, day);
}

/** Throws Python's ValueError for a time that no day has. */
export function makeClock(hour: number, minute: number, second: number, microsecond: number): number {
  if (hour < 0 || hour > 23) throw valueError('hour must be in 0..23');
  if (minute < 0 || minute > 59) throw valueError('minute must be in 0..59');
  if (second < 0 || second > 59) throw valueError('second must be in 0..59');
  if (microsecond < 0 || microsecond > 999_999) throw valueError('microsecond must be in 0..999999');
  return toClockMicros(hour, minute, second, microsecond);
}

/** Days and microseconds that may be negative or more than a day. Throws Python's OverflowError. */
export function makeDateTime(ordinal: number, micros: number, zone?: Timezone): DateTime {
  const carried = ordinal + Math.floor(micros / MICROS_A_DAY);
  checkOrdinal(carried);
  return new DateTime(carried, micros - Math.floor(micros / MICROS_A_DAY) * MICROS_A_DAY, zone);
}

export function makeDate(ordinal: number): DateOnly {
  checkOrdinal(ordinal);
  return new DateOnly(ordinal);
}

function checkOrdinal(ordinal: number): void {
  if (ordinal < 1 || ordinal > MAX_ORDINAL) throw new EvaluationError('OverflowError', 'date value out of range');
}

/** A timedelta of so many microseconds. Throws Python's OverflowError. */
export function makeDelta(total: bigint): TimeDelta {
  const day = BigInt(MICROS_A_DAY);
  let days = total / day;
  let micros = total - days * day;
  if (micros < 0n) {
    days -= 1n;
    micros += day;
  }
  if (days > MOST_DAYS || days < -MOST_DAYS) {
    const shown = days > 2n ** 31n - 1n || days < -(2n ** 31n) ? 'Python int too large to convert to C int' : undefined;
    throw new EvaluationError('OverflowError', shown ?? `days=${days}; must have magnitude <= ${MOST_DAYS}`);
  }
  return new TimeDelta(Number(days), Number(micros));
}

/** The zone that is so many microseconds, less than a day, east or west of UTC. */
export function makeZoneAt(sign: '+' | '-', micros: number): Timezone {
  if (micros === 0) return UTC;
  return makeZone(sign === '+' ? new TimeDelta(0, micros) : new TimeDelta(-1, MICROS_A_DAY - micros));
}

/** An offset of less than a day either way. */
export function makeZone(offset: TimeDelta, name?: string): Timezone {
  const total = offset.total;
  const day = BigInt(MICROS_A_DAY);
  if (total <= -day || total >= day) {
    throw valueError(
      'offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), ' +
        `not datetime.timedelta(days=${offset.days}).`,
    );
  }
  return new Timezone(offset, name);
}
