import { Float } from '../../json.ts';
import { floatText } from '../../json-text.ts';
import { isMoment } from '../datetime/moments.ts';
import { momentRepr, momentText } from '../datetime/write-moment.ts';
import { valueError } from '../evaluation-error.ts';
import {
  Callable,
  DictView,
  Iteration,
  isDict,
  isList,
  type Range,
  SetValue,
  Tuple,
  TypeObject,
  type Value,
} from '../value.ts';
import { type AnyDict, dictEntries } from './dicts.ts';
import { bitLength } from './numbers.ts';
import { quoteText } from './quote-text.ts';
import { viewItems } from './views.ts';

/** Deeper containers are shown as `…`. */
const MAX_SHOWN_DEPTH = 200;
/** CPython's own limit on turning an int into text. */
const MAX_INT_DIGITS = 4300;

const TOO_LONG = 10n ** BigInt(MAX_INT_DIGITS);

/** A text that stops growing once it is full. */
interface Sink {
  text: string;
  readonly limit: number;
}

/**
 * Python's `repr`. With `maxLength`, in UTF-16 units, the text is cut with `…` once it would be longer, and no more of
 * the value is looked at than that takes.
 */
export function repr(value: Value, maxLength = Number.POSITIVE_INFINITY): string {
  const sink: Sink = { text: '', limit: maxLength };
  write(value, sink, 0);
  return sink.text.length > maxLength ? `${sink.text.slice(0, Math.max(0, maxLength - 1))}…` : sink.text;
}

/** Python's `str`: a text as it is, everything else as `repr`. */
export function str(value: Value, maxLength = Number.POSITIVE_INFINITY): string {
  if (isMoment(value)) return momentText(value);
  if (typeof value !== 'string') return repr(value, maxLength);
  return value.length > maxLength ? `${value.slice(0, Math.max(0, maxLength - 1))}…` : value;
}

function write(value: Value, sink: Sink, depth: number): void {
  if (typeof value === 'string') {
    // Escapes only lengthen a text, so what lies beyond the limit cannot be seen.
    sink.text += quoteText(value.length > sink.limit ? value.slice(0, sink.limit + 1) : value);
  } else if (typeof value !== 'object' || value === null || value instanceof Float) {
    sink.text += scalarText(value, sink.limit);
  } else if (depth > MAX_SHOWN_DEPTH) {
    sink.text += '…';
  } else if (isList(value)) {
    writeItems('[', value, ']', sink, depth);
  } else if (isDict(value)) {
    writeDict(value, sink, depth);
  } else if (value instanceof Tuple) {
    writeItems('(', value.items, value.items.length === 1 ? ',)' : ')', sink, depth);
  } else if (value instanceof SetValue) {
    if (value.members.size === 0) sink.text += 'set()';
    else writeItems('{', value.members.values(), '}', sink, depth);
  } else if (value instanceof DictView) {
    writeItems(`${value.type}([`, viewItems(value), '])', sink, depth);
  } else if (isMoment(value)) {
    sink.text += momentRepr(value);
  } else {
    sink.text += opaqueText(value);
  }
}

function writeItems(open: string, items: Iterable<Value>, close: string, sink: Sink, depth: number): void {
  sink.text += open;
  let first = true;
  for (const item of items) {
    if (!first) sink.text += ', ';
    first = false;
    write(item, sink, depth + 1);
    if (sink.text.length > sink.limit) return;
  }
  sink.text += close;
}

function writeDict(dict: AnyDict, sink: Sink, depth: number): void {
  sink.text += '{';
  let first = true;
  for (const [key, value] of dictEntries(dict)) {
    if (!first) sink.text += ', ';
    first = false;
    write(key, sink, depth + 1);
    sink.text += ': ';
    write(value, sink, depth + 1);
    if (sink.text.length > sink.limit) return;
  }
  sink.text += '}';
}

function scalarText(value: null | boolean | number | bigint | Float, limit: number): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'bigint') return integerText(value, limit);
  if (value instanceof Float) return pythonFloat(value.value);
  return Number.isInteger(value) ? String(value) : pythonFloat(value);
}

function pythonFloat(value: number): string {
  if (Number.isFinite(value)) return floatText(value);
  if (Number.isNaN(value)) return 'nan';
  return value > 0 ? 'inf' : '-inf';
}

/** Where only the start is shown, an int may be longer than Python would print. */
function integerText(value: bigint, limit: number): string {
  if (value >= TOO_LONG || value <= -TOO_LONG) {
    if (limit < MAX_INT_DIGITS) return leadingDigits(value, limit);
    throw valueError(
      `Exceeds the limit (${MAX_INT_DIGITS} digits) for integer string conversion; ` +
        'use sys.set_int_max_str_digits() to increase the limit',
    );
  }
  return value.toString();
}

/** At least the sign and `count` digits. */
function leadingDigits(value: bigint, count: number): string {
  const surplus = Math.floor(bitLength(value) * Math.log10(2)) - count - 2;
  return (value / 10n ** BigInt(surplus)).toString();
}

function opaqueText(value: Range | Iteration | TypeObject | Callable): string {
  if (value instanceof TypeObject) return `<class '${value.name}'>`;
  if (value instanceof Callable) return `<${value.label}>`;
  if (value instanceof Iteration) return `<${value.type} object>`;
  const step = value.step === 1 ? '' : `, ${value.step}`;
  return `range(${value.start}, ${value.stop}${step})`;
}
