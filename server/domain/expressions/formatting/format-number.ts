import { EvaluationError, valueError } from '../evaluation-error.ts';
import { allowText } from '../limits.ts';
import { typeName, type Value } from '../value.ts';
import { type Int, isInt, type Numeric, toBig, toDouble, toFloat } from '../values/numbers.ts';
import { repr } from '../values/repr.ts';
import { exponentDigits, fixedDigits, generalDigits } from './float-digits.ts';
import { type FormatSpec, pad } from './format-spec.ts';

const RADIX: Readonly<Record<string, readonly [radix: number, prefix: string]>> = {
  b: [2, '0b'],
  o: [8, '0o'],
  x: [16, '0x'],
  X: [16, '0X'],
};

/** A number in the way of its format specification. Throws Python's ValueError for a type letter it does not know. */
export function formatNumber(value: Numeric, spec: FormatSpec): string {
  if (isInt(value)) {
    if (spec.type === '' || spec.type === 'd' || spec.type === 'n') return formatInt(value, 10, '', spec);
    const based = RADIX[spec.type];
    if (based) return formatInt(value, based[0], spec.alternate ? based[1] : '', spec);
    if (spec.type === 'c') return pad(String.fromCodePoint(codePoint(value)), spec, '<');
  }
  if (!'eEfFgGn%'.includes(spec.type)) {
    throw valueError(
      `Unknown format code '${spec.type}' for object of type '${isInt(value) ? 'int' : typeName(value)}'`,
    );
  }
  return formatFloat(value, spec);
}

function formatInt(value: Int, radix: number, prefix: string, spec: FormatSpec): string {
  if (spec.precision !== undefined) throw valueError('Precision not allowed in integer format specifier');
  if (spec.plainZero) throw valueError('Negative zero coercion (z) not allowed in integer format specifier');
  const whole = toBig(value);
  const size = whole < 0n ? -whole : whole;
  const digits = radix === 10 ? repr(typeof value === 'bigint' ? size : Number(size)) : size.toString(radix);
  const text = spec.type === 'X' ? digits.toUpperCase() : digits;
  return layOut(whole < 0n, prefix, text, '', spec, radix === 10 ? 3 : 4);
}

function formatFloat(value: Value & Numeric, spec: FormatSpec): string {
  const double = toDouble(value);
  const size = Math.abs(double);
  allowText((spec.precision ?? 0) + 310);
  const upper = spec.type === 'E' || spec.type === 'F' || spec.type === 'G';
  const written = digitsOf(spec.type === '%' ? size * 100 : size, spec);
  const text = upper ? written.toUpperCase() : written;
  const [whole, rest] = split(text);
  const isZero = spec.plainZero && !/[1-9]|inf/i.test(text.replace(/e.*/i, ''));
  const negative = !isZero && (double < 0 || Object.is(double, -0));
  return layOut(negative, '', whole, rest + (spec.type === '%' ? '%' : ''), spec, 3);
}

function digitsOf(size: number, spec: FormatSpec): string {
  if (Number.isNaN(size)) return 'nan';
  if (size === Number.POSITIVE_INFINITY) return 'inf';
  switch (spec.type.toLowerCase()) {
    case 'e':
      return exponentDigits(size, spec.precision ?? 6);
    case 'f':
    case '%':
      return fixedDigits(size, spec.precision ?? 6);
    case '':
      if (spec.precision === undefined) return repr(toFloat(size));
      return generalDigits(size, spec.precision, false, true);
    default:
      return generalDigits(size, spec.precision ?? 6, spec.alternate, false);
  }
}

/** Splits `1234.5e+06` after the whole digits. */
function split(text: string): [whole: string, rest: string] {
  const end = text.search(/[^0-9]/);
  return end <= 0 ? [text, ''] : [text.slice(0, end), text.slice(end)];
}

/** Sign, prefix, grouped digits and the rest, filled to the width. */
function layOut(
  negative: boolean,
  prefix: string,
  whole: string,
  rest: string,
  spec: FormatSpec,
  size: number,
): string {
  const sign = negative ? '-' : spec.sign === '-' ? '' : spec.sign;
  const head = sign + prefix;
  if (spec.align !== '=') return pad(head + group(whole, spec.grouping, size) + rest, spec, '>');
  const room = spec.width - head.length - rest.length;
  if (spec.fill === '0' && spec.grouping !== '') return head + groupedZeros(whole, spec.grouping, size, room) + rest;
  return head + group(whole, spec.grouping, size).padStart(room, spec.fill) + rest;
}

function group(digits: string, separator: string, size: number): string {
  if (separator === '' || digits.length <= size) return digits;
  const first = digits.length % size || size;
  const groups = [digits.slice(0, first)];
  for (let at = first; at < digits.length; at += size) groups.push(digits.slice(at, at + size));
  return groups.join(separator);
}

/** Zeros in front are grouped as well; a separator never comes first. */
function groupedZeros(digits: string, separator: string, size: number, room: number): string {
  const wanted = Math.ceil((room * size) / (size + 1));
  const text = group(digits.padStart(wanted, '0'), separator, size);
  return text.length < room ? `0${text}` : text;
}

function codePoint(value: Int): number {
  const code = Number(value);
  if (code < 0 || code > 0x10ffff) throw new EvaluationError('OverflowError', '%c arg not in range(0x110000)');
  return code;
}
