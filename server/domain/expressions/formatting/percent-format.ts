import { toIntValue } from '../builtins/to-int.ts';
import { type EvaluationError, typeError, valueError } from '../evaluation-error.ts';
import { allowText } from '../limits.ts';
import { subscript } from '../operators/subscript.ts';
import { isDict, isList, Range, Tuple, typeName, type Value } from '../value.ts';
import { isInt, isNumeric, type Numeric, toCount } from '../values/numbers.ts';
import { sliceText, textLength } from '../values/text.ts';
import { toReprText, toText } from '../values/to-text.ts';
import { escapeBeyondAscii } from './ascii.ts';
import { formatNumber } from './format-number.ts';
import { type FormatSpec, pad } from './format-spec.ts';

/** `%(key)-08.3f`: key, flags, width, precision, letter; a `*` takes the number from the values. */
const DIRECTIVE = /%(?:\(([^()]*)\))?([-+ #0]*)(\*|\d{0,9})(?:\.(\*|\d{0,9}))?[hlL]?(.?)/gsu;

/** Python's `text % values`: one value, a tuple of them, or a dict for `%(key)s`. */
export function formatPercent(text: string, values: Value): string {
  const positional = values instanceof Tuple ? values.items : [values];
  // To CPython all that has indexes is a mapping here, tuples and texts excepted.
  const isMapping = isDict(values) || isList(values) || values instanceof Range;
  let used = 0;
  const take = (key: string | undefined): Value => {
    if (key !== undefined) {
      if (!isMapping) throw typeError('format requires a mapping');
      used = positional.length;
      return subscript(values, key);
    }
    if (used >= positional.length) throw typeError('not enough arguments for format string');
    return positional[used++]!;
  };
  const size = (written: string): number => {
    if (written !== '*') return Number(written);
    const value = take(undefined);
    if (!isInt(value)) throw typeError('* wants int');
    return toCount(value);
  };
  const result = text.replace(DIRECTIVE, (...match) => {
    const [, key, flags, width, precision, letter, index] = match as (string | undefined)[];
    if (letter === '%' && match[0] === '%%') return '%';
    const named = key === undefined ? undefined : take(key);
    const [room, places] = [size(width!), precision === undefined ? undefined : size(precision)];
    if (letter === '%') return '%';
    if (letter === '') throw valueError('incomplete format');
    const spec = toSpec(flags!, room, places, letter!);
    const value = named === undefined ? take(undefined) : named;
    if (!'srdiufFeEgGxXoca'.includes(letter!)) throw unknownLetter(letter!, text, Number(index));
    return directive(value, spec, letter!);
  });
  if (used < positional.length && !isMapping) throw typeError('not all arguments converted during string formatting');
  allowText(result.length);
  return result;
}

const CHARACTER = toSpec('', 0, undefined, 'c');

function toSpec(flags: string, width: number, precision: number | undefined, letter: string): FormatSpec {
  const isLeft = flags.includes('-') || width < 0;
  const zero = flags.includes('0') && !'src'.includes(letter);
  const spec: FormatSpec = {
    fill: zero && !isLeft ? '0' : ' ',
    align: isLeft ? '<' : zero ? '=' : '>',
    sign: flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '-',
    plainZero: false,
    alternate: flags.includes('#'),
    width: Math.abs(width),
    grouping: '',
    precision: precision === undefined ? undefined : Math.max(0, precision),
    type: 'diu'.includes(letter) ? 'd' : letter,
  };
  allowText(Math.max(spec.width, spec.precision ?? 0));
  return spec;
}

function directive(value: Value, spec: FormatSpec, letter: string): string {
  if ('sra'.includes(letter)) {
    const shown = shownBy(letter, value);
    return pad(spec.precision === undefined ? shown : sliceText(shown, 0, spec.precision), spec, '>');
  }
  if (letter === 'c') return pad(character(value), spec, '>');
  if ('diuxXo'.includes(letter)) return wholeDigits(wholeNumber(value, letter), spec);
  if (!isNumeric(value)) throw typeError(`must be real number, not ${typeName(value)}`);
  return formatNumber(value, spec);
}

function shownBy(letter: string, value: Value): string {
  if (letter === 's') return toText(value);
  return letter === 'r' ? toReprText(value) : escapeBeyondAscii(toReprText(value));
}

function character(value: Value): string {
  if (typeof value === 'string' && textLength(value) === 1) return value;
  if (!isInt(value)) throw typeError('%c requires int or char');
  return formatNumber(value, CHARACTER);
}

/** A precision is the least number of digits. */
function wholeDigits(value: Numeric, spec: FormatSpec): string {
  if (spec.precision === undefined) return formatNumber(value, spec);
  const plain = formatNumber(value, { ...spec, width: 0, precision: undefined });
  const [, head, digits] = /^([-+ ]?(?:0[xXo])?)(.*)$/.exec(plain) as unknown as [string, string, string];
  const wanted = digits.padStart(spec.precision, '0');
  return spec.align === '=' ? head + wanted.padStart(spec.width - head.length, '0') : pad(head + wanted, spec, '>');
}

/** Decimal letters cut a float's fraction off; the others want an int. */
function wholeNumber(value: Value, letter: string): Numeric {
  if (isInt(value)) return value;
  if ('diu'.includes(letter) && isNumeric(value)) return toIntValue(value) as Numeric;
  const wanted = 'diu'.includes(letter) ? 'a real number' : 'an integer';
  throw typeError(`%${letter} format: ${wanted} is required, not ${typeName(value)}`);
}

function unknownLetter(letter: string, text: string, index: number): EvaluationError {
  const at = text.indexOf(letter, index + 1);
  const code = letter.codePointAt(0)!.toString(16);
  return valueError(`unsupported format character '${letter}' (0x${code}) at index ${at}`);
}
