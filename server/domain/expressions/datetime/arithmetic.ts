import { EvaluationError, typeError } from '../evaluation-error.ts';
import type { Value } from '../value.ts';
import { decompose, divideToEven, isInt, isNumeric, type Numeric, toBig, toFloat, toInt } from '../values/numbers.ts';
import { makeDate, makeDateTime, makeDelta } from './make.ts';
import { DateOnly, DateTime, MICROS_A_DAY, TimeDelta } from './moments.ts';

type Operation = (a: Value, b: Value) => Value | undefined;

/** Python's operators where one side is a time or a span of time. Each gives undefined for what it does not know. */
export const addMoments: Operation = (a, b) => {
  if (a instanceof TimeDelta && b instanceof TimeDelta) return makeDelta(a.total + b.total);
  if (b instanceof TimeDelta) return shift(a, b, 1);
  return a instanceof TimeDelta ? shift(b, a, 1) : undefined;
};

export const subtractMoments: Operation = (a, b) => {
  if (a instanceof TimeDelta && b instanceof TimeDelta) return makeDelta(a.total - b.total);
  if (b instanceof TimeDelta) return shift(a, b, -1);
  if (a instanceof DateOnly && b instanceof DateOnly) return new TimeDelta(a.ordinal - b.ordinal, 0);
  if (!(a instanceof DateTime && b instanceof DateTime)) return undefined;
  if ((a.zone === undefined) !== (b.zone === undefined)) {
    throw typeError("can't subtract offset-naive and offset-aware datetimes");
  }
  return makeDelta(instantOf(a) - instantOf(b));
};

export const multiplyMoments: Operation = (a, b) => {
  const [delta, factor] = a instanceof TimeDelta ? [a, b] : [b, a];
  if (!(delta instanceof TimeDelta) || !isNumeric(factor)) return undefined;
  if (isInt(factor)) return makeDelta(delta.total * toBig(factor));
  const [above, below] = ratioOf(factor);
  return makeDelta(divideToEven(delta.total * above, below));
};

export const divideMoments: Operation = (a, b) => {
  if (!(a instanceof TimeDelta)) return undefined;
  if (b instanceof TimeDelta) {
    if (b.total === 0n) throw divisionByZero('division by zero');
    return toFloat(Number(a.total) / Number(b.total));
  }
  if (!isNumeric(b)) return undefined;
  if (Number(b) === 0) throw divisionByZero('integer division or modulo by zero');
  const [above, below] = isInt(b) ? [toBig(b), 1n] : ratioOf(b);
  const sign = above < 0n ? -1n : 1n;
  return makeDelta(divideToEven(sign * a.total * below, sign * above));
};

export const floorDivideMoments: Operation = (a, b) => {
  if (!(a instanceof TimeDelta)) return undefined;
  if (b instanceof TimeDelta) return toInt(floorQuotient(a.total, b.total));
  return isInt(b) ? makeDelta(floorQuotient(a.total, toBig(b))) : undefined;
};

export const moduloMoments: Operation = (a, b) => {
  if (!(a instanceof TimeDelta && b instanceof TimeDelta)) return undefined;
  return makeDelta(a.total - floorQuotient(a.total, b.total) * b.total);
};

/** Microseconds since the first day of the calendar, in UTC for who has a zone. */
export function instantOf({ ordinal, micros, zone }: DateTime): bigint {
  const local = BigInt(ordinal) * BigInt(MICROS_A_DAY) + BigInt(micros);
  return zone ? local - zone.offset.total : local;
}

function shift(moment: Value, { days, micros }: TimeDelta, sign: 1 | -1): Value | undefined {
  if (moment instanceof DateOnly) return makeDate(moment.ordinal + sign * days);
  if (!(moment instanceof DateTime)) return undefined;
  return makeDateTime(moment.ordinal + sign * days, moment.micros + sign * micros, moment.zone);
}

function floorQuotient(above: bigint, below: bigint): bigint {
  if (below === 0n) throw divisionByZero('integer division or modulo by zero');
  const quotient = above / below;
  return quotient * below !== above && above < 0n !== below < 0n ? quotient - 1n : quotient;
}

/** The float as a fraction with a positive divisor. */
function ratioOf(float: Numeric): [above: bigint, below: bigint] {
  const value = Number(float);
  if (Number.isNaN(value)) throw new EvaluationError('ValueError', 'cannot convert NaN to integer ratio');
  if (!Number.isFinite(value)) throw new EvaluationError('OverflowError', 'cannot convert Infinity to integer ratio');
  const [mantissa, exponent] = decompose(value);
  return exponent >= 0 ? [mantissa << BigInt(exponent), 1n] : [mantissa, 1n << BigInt(-exponent)];
}

function divisionByZero(text: string): EvaluationError {
  return new EvaluationError('ZeroDivisionError', text);
}
