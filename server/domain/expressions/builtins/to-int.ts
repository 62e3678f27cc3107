import { EvaluationError, typeError, valueError } from '../evaluation-error.ts';
import { allowBits, spendOnText } from '../limits.ts';
import { countArgument } from '../methods/arguments.ts';
import { typeName, type Value } from '../value.ts';
import { isInt, isNumeric, toBig, toInt, wholeToInt } from '../values/numbers.ts';
import { repr } from '../values/repr.ts';

const PREFIXES: Readonly<Record<string, number>> = { b: 2, o: 8, x: 16 };
const MAX_DIGITS = 4300;

/** `int(value, base)`: cuts a float's fraction off, reads a text. */
export function toIntValue(value: Value | undefined, base?: Value): Value {
  if (value === undefined) {
    if (base === undefined) return 0;
    throw typeError('int() missing string argument');
  }
  if (base !== undefined) {
    const radix = countArgument(base);
    if (radix !== 0 && (radix < 2 || radix > 36)) throw valueError('int() base must be >= 2 and <= 36, or 0');
    if (typeof value !== 'string') throw typeError("int() can't convert non-string with explicit base");
    return parseInteger(value, radix);
  }
  if (typeof value === 'string') return parseInteger(value, 10);
  if (isInt(value)) return toInt(toBig(value));
  if (!isNumeric(value)) {
    throw typeError(`int() argument must be a string, a bytes-like object or a real number, not '${typeName(value)}'`);
  }
  return truncate(Number(value));
}

function truncate(value: number): number | bigint {
  if (Number.isNaN(value)) throw valueError('cannot convert float NaN to integer');
  if (!Number.isFinite(value)) throw new EvaluationError('OverflowError', 'cannot convert float infinity to integer');
  return wholeToInt(Math.trunc(value));
}

function parseInteger(text: string, base: number): number | bigint {
  spendOnText(text.length);
  const match = /^([+-]?)(?:0([box]))?(_?[0-9a-z]+(?:_[0-9a-z]+)*)$/i.exec(text.trim());
  const invalid = () => valueError(`invalid literal for int() with base ${base}: ${repr(text, 200)}`);
  if (!match) throw invalid();
  const [, sign, letter, body] = match as unknown as [string, string, string | undefined, string];
  const named = letter === undefined ? undefined : PREFIXES[letter.toLowerCase()];
  const hasPrefix = named !== undefined && (base === named || base === 0);
  const radix = base === 0 ? (named ?? 10) : base;
  const digits = (named !== undefined && !hasPrefix ? `0${letter}${body}` : body).replaceAll('_', '');
  if (!hasPrefix && body.startsWith('_')) throw invalid();
  if (base === 0 && named === undefined && /^0+[1-9]/.test(digits)) throw invalid();
  if (digits.length > MAX_DIGITS && (radix & (radix - 1)) !== 0) {
    throw valueError(
      `Exceeds the limit (${MAX_DIGITS} digits) for integer string conversion: value has ${digits.length} digits; ` +
        'use sys.set_int_max_str_digits() to increase the limit',
    );
  }
  const size = readDigits(digits, radix);
  if (size === undefined) throw invalid();
  return toInt(sign === '-' ? -size : size);
}

/** The bases that JavaScript reads by itself. */
const JAVASCRIPTS_PREFIXES: Readonly<Record<number, string>> = { 2: '0b', 8: '0o', 10: '', 16: '0x' };
/** So many digits of any base are exact as a number. */
const CHUNK = 10;

function readDigits(digits: string, radix: number): bigint | undefined {
  if (Array.from(digits).some((digit) => Number.parseInt(digit, 36) >= radix)) return undefined;
  allowBits(digits.length * Math.log2(radix));
  const prefix = JAVASCRIPTS_PREFIXES[radix];
  if (prefix !== undefined) return BigInt(prefix + digits);
  let size = 0n;
  for (let at = 0; at < digits.length; at += CHUNK) {
    const chunk = digits.slice(at, at + CHUNK);
    size = size * BigInt(radix) ** BigInt(chunk.length) + BigInt(Number.parseInt(chunk, radix));
  }
  return size;
}
