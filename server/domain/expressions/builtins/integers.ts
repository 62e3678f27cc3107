import { TimeDelta } from '../datetime/moments.ts';
import { EvaluationError, typeError, valueError } from '../evaluation-error.ts';
import { allowBits, allowText, spend, spendOnBits } from '../limits.ts';
import { smallArgument } from '../methods/arguments.ts';
import { floorDivide, modulo } from '../operators/division.ts';
import { power } from '../operators/power.ts';
import { unsupported } from '../operators/unsupported.ts';
import { Tuple, typeName, type Value } from '../value.ts';
import { bitLength, isInt, isNumeric, toBig, toInt } from '../values/numbers.ts';
import { textLength } from '../values/text.ts';

/** `divmod(a, b)`. */
export function divide(a: Value, b: Value): Tuple {
  const areNumbers = isNumeric(a) && isNumeric(b);
  const areSpans = a instanceof TimeDelta && b instanceof TimeDelta;
  if (!areNumbers && !areSpans) throw unsupported(a, 'divmod()', b);
  if (areNumbers && !(isInt(a) && isInt(b)) && Number(b) === 0) {
    throw new EvaluationError('ZeroDivisionError', 'float divmod()');
  }
  return new Tuple([floorDivide(a, b), modulo(a, b)]);
}

/** `pow(base, exponent, modulus)`: with a modulus, integers only. */
export function pow(base: Value, exponent: Value, modulus: Value | undefined): Value {
  if (modulus === undefined || modulus === null) return power(base, exponent);
  if (!isInt(base) || !isInt(exponent) || !isInt(modulus)) {
    if ([base, exponent, modulus].every(isNumeric)) {
      throw typeError('pow() 3rd argument not allowed unless all arguments are integers');
    }
    const names = [base, exponent, modulus].map((value) => `'${typeName(value)}'`);
    throw typeError(`unsupported operand type(s) for ** or pow(): ${names.join(', ')}`);
  }
  return toInt(modularPower(toBig(base), toBig(exponent), toBig(modulus)));
}

function modularPower(base: bigint, exponent: bigint, modulus: bigint): bigint {
  if (modulus === 0n) throw valueError('pow() 3rd argument cannot be 0');
  const size = modulus < 0n ? -modulus : modulus;
  let factor = floorRest(base, size);
  let rest = exponent;
  if (rest < 0n) {
    factor = inverse(factor, size);
    rest = -rest;
  }
  const bits = bitLength(size);
  let result = 1n % size;
  for (; rest > 0n; rest >>= 1n) {
    spend();
    allowBits(bits * 2);
    if (rest & 1n) result = (result * factor) % size;
    factor = (factor * factor) % size;
  }
  return floorRest(result, modulus);
}

function floorRest(value: bigint, modulus: bigint): bigint {
  const rest = value % modulus;
  return rest !== 0n && rest < 0n !== modulus < 0n ? rest + modulus : rest;
}

/** By Euclid's algorithm. */
function inverse(value: bigint, modulus: bigint): bigint {
  let [a, b, x, y] = [value, modulus, 1n, 0n];
  const bits = bitLength(modulus);
  while (b !== 0n) {
    spendOnBits(bits);
    const quotient = a / b;
    [a, b, x, y] = [b, a - quotient * b, y, x - quotient * y];
  }
  if (a !== 1n) throw valueError('base is not invertible for the given modulus');
  return floorRest(x, modulus);
}

/** `ord(character)`. */
export function ord(value: Value): number {
  if (typeof value !== 'string') throw typeError(`ord() expected string of length 1, but ${typeName(value)} found`);
  const length = textLength(value);
  if (length !== 1) throw typeError(`ord() expected a character, but string of length ${length} found`);
  return value.codePointAt(0)!;
}

/** `chr(code)`. */
export function chr(value: Value): string {
  const code = smallArgument(value);
  if (code < 0 || code > 0x10ffff) throw valueError('chr() arg not in range(0x110000)');
  return String.fromCodePoint(code);
}

/** `hex`, `oct` and `bin`. */
export function inBase(value: Value, base: 2 | 8 | 16, prefix: string): string {
  if (!isInt(value)) throw typeError(`'${typeName(value)}' object cannot be interpreted as an integer`);
  const number = toBig(value);
  allowText(bitLength(number) / Math.log2(base));
  return `${number < 0n ? '-' : ''}${prefix}${(number < 0n ? -number : number).toString(base)}`;
}
