import { divideMoments, floorDivideMoments, moduloMoments } from '../datetime/arithmetic.ts';
import { EvaluationError } from '../evaluation-error.ts';
import { formatPercent } from '../formatting/percent-format.ts';
import { spend } from '../limits.ts';
import type { Value } from '../value.ts';
import { bitLength, isInt, isNumeric, toBig, toDouble, toFloat, toInt } from '../values/numbers.ts';
import { unsupported } from './unsupported.ts';

/** `a / b`: always a float, correctly rounded for integers of any size. */
export function divide(a: Value, b: Value): Value {
  if (!isNumeric(a) || !isNumeric(b)) return divideMoments(a, b) ?? refuse(a, '/', b);
  if (!isInt(a) || !isInt(b)) {
    const [above, below] = [toDouble(a), toDouble(b)];
    if (below === 0) throw divisionByZero('float division by zero');
    return toFloat(above / below);
  }
  if (Number(b) === 0) throw divisionByZero('division by zero');
  if (typeof a !== 'bigint' && typeof b !== 'bigint') return toFloat(Number(a) / Number(b));
  return toFloat(divideBig(toBig(a), toBig(b)));
}

/** `a // b`: rounded towards minus infinity. */
export function floorDivide(a: Value, b: Value): Value {
  if (!isNumeric(a) || !isNumeric(b)) return floorDivideMoments(a, b) ?? refuse(a, '//', b);
  if (!isInt(a) || !isInt(b)) {
    const [above, below] = [toDouble(a), toDouble(b)];
    if (below === 0) throw divisionByZero('float floor division by zero');
    return toFloat(floorQuotient(above, below));
  }
  if (Number(b) === 0) throw divisionByZero('integer division or modulo by zero');
  if (typeof a === 'number' && typeof b === 'number') {
    const multiple = a - smallRest(a, b);
    if (Number.isSafeInteger(multiple)) return multiple / b + 0;
  }
  const [above, below] = [toBig(a), toBig(b)];
  spendOnDivision(above, below);
  const quotient = above / below;
  return toInt(quotient * below !== above && above < 0n !== below < 0n ? quotient - 1n : quotient);
}

/** `a % b`: the rest has the sign of `b`. For a text: its `%` formatting. */
export function modulo(a: Value, b: Value): Value {
  if (typeof a === 'string') return formatPercent(a, b);
  if (!isNumeric(a) || !isNumeric(b)) return moduloMoments(a, b) ?? refuse(a, '%', b);
  if (!isInt(a) || !isInt(b)) {
    const [above, below] = [toDouble(a), toDouble(b)];
    if (below === 0) throw divisionByZero('float modulo');
    return toFloat(floorRest(above, below));
  }
  if (Number(b) === 0) throw divisionByZero('integer modulo by zero');
  if (typeof a === 'number' && typeof b === 'number') return smallRest(a, b);
  const [above, below] = [toBig(a), toBig(b)];
  spendOnDivision(above, below);
  const rest = above % below;
  return toInt(rest !== 0n && rest < 0n !== below < 0n ? rest + below : rest);
}

/** Long division takes the bits of the divisor once for each bit of the quotient, many at a time. */
function spendOnDivision(above: bigint, below: bigint): void {
  if (Number.isFinite(Number(above))) return;
  const [size, divisor] = [bitLength(above), bitLength(below)];
  spend((Math.max(0, size - divisor) * divisor) / BIT_PAIRS_PER_STEP);
}

const BIT_PAIRS_PER_STEP = 2 ** 18;

/** Of safe integers; never -0. */
function smallRest(above: number, below: number): number {
  const rest = above % below;
  return (rest !== 0 && rest < 0 !== below < 0 ? rest + below : rest) + 0;
}

/** The sign of a zero rest is the divisor's, as in CPython. */
function floorRest(above: number, below: number): number {
  const rest = above % below;
  if (rest === 0) return below < 0 ? -0 : 0;
  return rest < 0 !== below < 0 ? rest + below : rest;
}

function floorQuotient(above: number, below: number): number {
  const rest = above % below;
  const quotient = (above - rest) / below - (rest !== 0 && rest < 0 !== below < 0 ? 1 : 0);
  // The sign of a zero is that of the exact quotient.
  if (quotient === 0) return above / below < 0 || Object.is(above / below, -0) ? -0 : 0;
  const whole = Math.floor(quotient);
  return quotient - whole > 0.5 ? whole + 1 : whole;
}

/** Enough bits for a double, and one that tells whether anything was cut off. */
function divideBig(above: bigint, below: bigint): number {
  if (below < 0n) return -divideBig(above, -below);
  if (above < 0n) return -divideBig(-above, below);
  if (above === 0n) return 0;
  const shift = 66 - bitLength(above) + bitLength(below);
  const top = shift > 0 ? above << BigInt(shift) : above;
  const bottom = shift > 0 ? below : below << BigInt(-shift);
  const quotient = top / bottom;
  const sticky = top % bottom === 0n ? quotient : quotient | 1n;
  const result = scale(Number(sticky), -shift);
  if (!Number.isFinite(result)) {
    throw new EvaluationError('OverflowError', 'integer division result too large for a float');
  }
  return result;
}

/** `value * 2**exponent`, in two steps as one power may not fit a double. */
function scale(value: number, exponent: number): number {
  const half = Math.trunc(exponent / 2);
  return value * 2 ** half * 2 ** (exponent - half);
}

function divisionByZero(text: string): EvaluationError {
  return new EvaluationError('ZeroDivisionError', text);
}

function refuse(a: Value, operator: string, b: Value): never {
  throw unsupported(a, operator, b);
}
