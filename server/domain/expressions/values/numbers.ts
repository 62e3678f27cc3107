import { Float, toInt as plainInt, toFloat } from '../../json.ts';
import { EvaluationError } from '../evaluation-error.ts';
import { spendOnBits } from '../limits.ts';
import type { Value } from '../value.ts';

export type Int = boolean | number | bigint;
export type Numeric = Int | Float;

/** int, float or bool. */
export function isNumeric(value: Value): value is Numeric {
  return isInt(value) || typeof value === 'number' || value instanceof Float;
}

/** int or bool: what Python accepts as an index. */
export function isInt(value: Value): value is Int {
  return (
    (typeof value === 'number' && Number.isInteger(value)) || typeof value === 'bigint' || typeof value === 'boolean'
  );
}

/** The number as a double. Throws an OverflowError for an int that no double can hold. */
export function toDouble(value: Numeric): number {
  const double = Number(value);
  if (typeof value === 'bigint' && !Number.isFinite(double)) {
    throw new EvaluationError('OverflowError', 'int too large to convert to float');
  }
  return double;
}

export function toBig(value: Int): bigint {
  return BigInt(value);
}

/** A whole double as an int value, -0 included. */
export function wholeToInt(value: number): number | bigint {
  return Number.isSafeInteger(value) ? value + 0 : toInt(BigInt(value));
}

/** An int for places that count (`'a' * n`, indexes): clamped to what a double counts exactly. */
export function toCount(value: Int): number {
  if (typeof value !== 'bigint') return Number(value);
  return value > 0n ? Number.MAX_SAFE_INTEGER : Number.MIN_SAFE_INTEGER;
}

/** A Python int as a value. Counts the work and the memory of a large one. */
export function toInt(value: bigint): number | bigint {
  const int = plainInt(value);
  if (typeof int === 'bigint' && !Number.isFinite(Number(int))) bitLength(int);
  return int;
}

export function bitLength(value: bigint): number {
  if (value === 0n) return 0;
  const hex = (value < 0n ? -value : value).toString(16);
  spendOnBits(hex.length * 4);
  return (hex.length - 1) * 4 + (32 - Math.clz32(Number.parseInt(hex[0]!, 16)));
}

/**
 * `value * 10**digits` rounded to an integer, exact ties to the even one: Python's rounding, done on the double's exact
 * binary value. `value` is finite.
 */
export function scaleToInteger(value: number, digits: number): bigint {
  const [mantissa, exponent] = decompose(value);
  let above = mantissa;
  let below = 1n;
  if (exponent >= 0) above <<= BigInt(exponent);
  else below <<= BigInt(-exponent);
  if (digits >= 0) above *= 10n ** BigInt(digits);
  else below *= 10n ** BigInt(-digits);
  return divideToEven(above, below);
}

/** The quotient rounded to the nearest integer, ties to even; `below` is positive. */
export function divideToEven(above: bigint, below: bigint): bigint {
  let quotient = above / below;
  let rest = above - quotient * below;
  if (rest < 0n) {
    quotient -= 1n;
    rest += below;
  }
  const twice = rest * 2n;
  return twice > below || (twice === below && (quotient & 1n) === 1n) ? quotient + 1n : quotient;
}

const bits = new DataView(new ArrayBuffer(8));

/** A finite double as `mantissa * 2**exponent`. */
export function decompose(value: number): [mantissa: bigint, exponent: number] {
  bits.setFloat64(0, value);
  const raw = bits.getBigUint64(0);
  const biased = Number((raw >> 52n) & 0x7ffn);
  const fraction = raw & 0xfffffffffffffn;
  const mantissa = biased === 0 ? fraction : fraction | 0x10000000000000n;
  return [value < 0 ? -mantissa : mantissa, Math.max(biased, 1) - 1075];
}

export { toFloat };
