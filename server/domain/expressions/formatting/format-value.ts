import { DateOnly, DateTime, TimeOfDay } from '../datetime/moments.ts';
import { formatTime } from '../datetime/strftime.ts';
import { typeError, valueError } from '../evaluation-error.ts';
import { allowText } from '../limits.ts';
import { typeName, type Value } from '../value.ts';
import { isNumeric } from '../values/numbers.ts';
import { sliceText } from '../values/text.ts';
import { toText } from '../values/to-text.ts';
import { formatNumber } from './format-number.ts';
import { type FormatSpec, pad, parseFormatSpec } from './format-spec.ts';

/** Python's `format(value, spec)`, the part of an f-string after the colon. */
export function formatValue(value: Value, spec: string): string {
  if (spec === '') return toText(value);
  if (typeof value === 'string') return formatText(value, parseFormatSpec(spec, typeName(value)));
  if (isNumeric(value)) return formatNumber(value, parseFormatSpec(spec, typeName(value)));
  if (value instanceof DateTime || value instanceof DateOnly || value instanceof TimeOfDay) {
    return formatTime(value, spec);
  }
  throw typeError(`unsupported format string passed to ${typeName(value)}.__format__`);
}

function formatText(text: string, spec: FormatSpec): string {
  if (spec.type !== '' && spec.type !== 's') {
    throw valueError(`Unknown format code '${spec.type}' for object of type 'str'`);
  }
  if (spec.sign === ' ') throw valueError('Space not allowed in string format specifier');
  if (spec.sign !== '') throw valueError('Sign not allowed in string format specifier');
  if (spec.plainZero) throw valueError('Negative zero coercion (z) not allowed in string format specifier');
  if (spec.alternate) throw valueError('Alternate form (#) not allowed in string format specifier');
  if (spec.align === '=') throw valueError("'=' alignment not allowed in string format specifier");
  const shown = spec.precision === undefined ? text : sliceText(text, 0, spec.precision);
  allowText(shown.length);
  return pad(shown, spec, '<');
}
