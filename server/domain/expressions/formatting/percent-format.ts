import { type EvaluationError, typeError, valueError } from '../evaluation-error.ts';
import { allowText } from '../limits.ts';
import { subscript } from '../operators/subscript.ts';
import { isDict, isList, Range, Tuple, typeName, type Value } from '../value.ts';
import { isInt, isNumeric, type Numeric, toDouble, wholeToInt } from '../values/numbers.ts';
import { textLength } from '../values/text.ts';
import { toReprText, toText } from '../values/to-text.ts';
import { formatNumber } from './format-number.ts';
import { type FormatSpec, pad } from './format-spec.ts';

/** `%(key)-08.3f`: key, flags, width, precision, letter. */
const DIRECTIVE = /%(?:\(([^()]*)\))?([-+ #0]*)(\d{0,9})(?:\.(\d{0,9}))?[hlL]?(.?)/gsu;

/** Python's `text % values`: one value, a tuple of them, or a dict for `%(key)s`. */
export function formatPercent(text: string, values: Value): string {
  const positional = values instanceof Tuple ? values.items : [values];
  // Whatever has subscripts counts as one, but for texts and tuples.
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
  const result = text.replace(DIRECTIVE, (...match) => {
    const [, key, flags, width, precision, letter, index] = match as (string | undefined)[];
    if (letter === '%') return '%';
    if (letter === '') throw valueError('incomplete format');
    if (!'srdiufFeEgGxXoca'.includes(letter!)) throw unknownLetter(letter!, text, Number(index));
    const spec = toSpec(flags!, width!, precision, letter!);
    return directive(take(key), spec, letter!);
  });
  if (used < positional.length && !isMapping) throw typeError('not all arguments converted during string formatting');
  allowText(result.length);
  return result;
}

function toSpec(flags: string, width: string, precision: string | undefined, letter: string): FormatSpec {
  const zero = flags.includes('0') && !'src'.includes(letter);
  const spec: FormatSpec = {
    fill: zero && !flags.includes('-') ? '0' : ' ',
    align: flags.includes('-') ? '<' : zero ? '=' : '>',
    sign: flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '',
    plainZero: false,
    alternate: flags.includes('#'),
    width: Number(width),
    grouping: '',
    precision: precision === undefined ? undefined : Number(precision),
    type: 'diu'.includes(letter) ? 'd' : letter,
  };
  allowText(Math.max(spec.width, spec.precision ?? 0));
  return spec;
}

function directive(value: Value, spec: FormatSpec, letter: string): string {
  if ('sra'.includes(letter)) {
    const shown = letter === 's' ? toText(value) : toReprText(value);
    return pad(spec.precision === undefined ? shown : shown.slice(0, spec.precision), spec, '>');
  }
  if (letter === 'c') {
    if (typeof value === 'string' && textLength(value) !== 1) throw typeError('%c requires int or char');
    return pad(typeof value === 'string' ? value : formatNumber(wholeNumber(value, letter), spec), spec, '>');
  }
  if ('diuxXo'.includes(letter)) {
    const digits = formatNumber(wholeNumber(value, letter), { ...spec, precision: undefined });
    return spec.precision === undefined ? digits : digits.padStart(spec.precision, '0');
  }
  if (!isNumeric(value)) throw typeError(`must be real number, not ${typeName(value)}`);
  return formatNumber(value, spec);
}

/** Decimal letters cut a float's fraction off; the others want an int. */
function wholeNumber(value: Value, letter: string): Numeric {
  if (isInt(value)) return value;
  if ('diu'.includes(letter) && isNumeric(value)) return wholeToInt(Math.trunc(toDouble(value)));
  const wanted = 'diu'.includes(letter) ? 'a real number' : letter === 'c' ? 'int or char' : 'an integer';
  if (letter === 'c') throw typeError(`%c requires ${wanted}`);
  throw typeError(`%${letter} format: ${wanted} is required, not ${typeName(value)}`);
}

function unknownLetter(letter: string, text: string, index: number): EvaluationError {
  const at = text.indexOf(letter, index + 1);
  const code = letter.codePointAt(0)!.toString(16);
  return valueError(`unsupported format character '${letter}' (0x${code}) at index ${at}`);
}
