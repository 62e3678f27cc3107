import { EvaluationError, valueError } from '../evaluation-error.ts';
import { allowBits } from '../limits.ts';
import type { Value } from '../value.ts';
import { bitLength, isInt, isNumeric, toBig, toCount, toDouble, toFloat, toInt } from '../values/numbers.ts';
import { unsupported } from './unsupported.ts';

/** `a ** b`. An int to a negative power is a float, as in Python. */
export function power(a: Value, b: Value): Value {
  if (!isNumeric(a) || !isNumeric(b)) throw unsupported(a, '** or pow()', b);
  if (isInt(a) && isInt(b) && Number(b) >= 0) return integerPower(toBig(a), toBig(b));
  return toFloat(floatPower(toDouble(a), toDouble(b)));
}

function integerPower(base: bigint, exponent: bigint): Value {
  const grows = base > 1n || base < -1n;
  if (grows) allowBits((bitLength(base) - 1) * toCount(toInt(exponent)) + 1);
  // The powers of 0, 1 and -1 repeat, however large the exponent.
  return toInt(base ** (grows || exponent < 2n ? exponent : 2n - (exponent & 1n)));
}

function floatPower(base: number, exponent: number): number {
  if (base === 0 && exponent < 0 && exponent !== Number.NEGATIVE_INFINITY) {
    throw new EvaluationError('ZeroDivisionError', '0.0 cannot be raised to a negative power');
  }
  if (base < 0 && Number.isFinite(base) && Number.isFinite(exponent) && !Number.isInteger(exponent)) {
    throw valueError('a negative number raised to a fractional power is complex: take abs() of it first');
  }
  // JavaScript gives NaN where C's pow gives 1.
  if (base === 1 || (base === -1 && !Number.isFinite(exponent) && !Number.isNaN(exponent))) return 1;
  const result = raise(base, exponent);
  if (!Number.isFinite(result) && Number.isFinite(base) && Number.isFinite(exponent)) {
    throw new EvaluationError('OverflowError', "(34, 'Numerical result out of range')");
  }
  return result;
}

/** The engine's powers can be off in their last digit; the usual ones have an exact way. */
function raise(base: number, exponent: number): number {
  if (exponent === 2) return base * base;
  if (exponent === -1) return 1 / base;
  return exponent === 0.5 && base > 0 ? Math.sqrt(base) : base ** exponent;
}
