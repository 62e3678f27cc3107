import { typeError, valueError } from '../evaluation-error.ts';
import { typeName, type Value } from '../value.ts';
import { isNumeric, scaleToInteger } from '../values/numbers.ts';
import { fromOrdinal, MAX_ORDINAL, toOrdinal } from './calendar.ts';
import { makeDateTime } from './make.ts';
import { DateTime, MICROS_A_SECOND } from './moments.ts';

/** 1970-01-01. */
export const EPOCH = toOrdinal(1970, 1, 1);

/** Seconds since 1970 in UTC, the debugger's zone. */
export function fromEpoch(seconds: Value): DateTime {
  if (!isNumeric(seconds)) throw typeError(`'${typeName(seconds)}' object cannot be interpreted as an integer`);
  const value = Number(seconds);
  if (Number.isNaN(value)) throw valueError('Invalid value NaN (not a number)');
  const days = Math.floor(value / 86_400);
  const ordinal = checkedOrdinal(days + EPOCH);
  const whole = Math.floor(value);
  const micros = Number(scaleToInteger((value - whole) * 1e6, 0));
  return makeDateTime(ordinal, (whole - days * 86_400) * MICROS_A_SECOND + micros);
}

/** Throws Python's ValueError for a day outside the years 1 to 9999. */
export function checkedOrdinal(ordinal: number): number {
  if (ordinal >= 1 && ordinal <= MAX_ORDINAL) return ordinal;
  throw valueError(
    Number.isSafeInteger(ordinal) ? `year ${fromOrdinal(ordinal).year} is out of range` : 'year is out of range',
  );
}

/** The time of this machine, in UTC, with the milliseconds that it knows. */
export function now(): DateTime {
  const millis = Date.now();
  const days = Math.floor(millis / 86_400_000);
  return new DateTime(EPOCH + days, (millis - days * 86_400_000) * 1000);
}
