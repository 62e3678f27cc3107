import { addMoments, multiplyMoments, subtractMoments } from '../datetime/arithmetic.ts';
import { typeError } from '../evaluation-error.ts';
import { allowBits, allowItems, allowText } from '../limits.ts';
import { isList, Tuple, typeName, type Value } from '../value.ts';
import { asSet } from '../values/equality.ts';
import {
  bitLength,
  isInt,
  isNumeric,
  type Numeric,
  toBig,
  toCount,
  toDouble,
  toFloat,
  toInt,
} from '../values/numbers.ts';
import { difference } from '../values/sets.ts';
import { unsupported } from './unsupported.ts';

/** `a + b`: numbers, and texts, lists and tuples each with their own kind. */
export function add(a: Value, b: Value): Value {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b;
    if (!Number.isInteger(sum)) return sum;
    if (Number.isInteger(a) && Number.isInteger(b) && Number.isSafeInteger(sum)) return sum;
  }
  if (isNumeric(a) && isNumeric(b)) {
    if (isInt(a) && isInt(b)) return toInt(toBig(a) + toBig(b));
    return toFloat(toDouble(a) + toDouble(b));
  }
  return concatenate(a, b);
}

export function subtract(a: Value, b: Value): Value {
  if (typeof a === 'number' && typeof b === 'number') {
    const rest = a - b;
    if (!Number.isInteger(rest)) return rest;
    if (Number.isInteger(a) && Number.isInteger(b) && Number.isSafeInteger(rest)) return rest;
  }
  if (isNumeric(a) && isNumeric(b)) {
    if (isInt(a) && isInt(b)) return toInt(toBig(a) - toBig(b));
    return toFloat(toDouble(a) - toDouble(b));
  }
  const [one, other] = [asSet(a), asSet(b)];
  if (one && other) return difference(one, other);
  const moment = subtractMoments(a, b);
  if (moment !== undefined) return moment;
  throw unsupported(a, '-', b);
}

/** `a * b`: numbers, or a text, list or tuple and the number of times. */
export function multiply(a: Value, b: Value): Value {
  if (isNumeric(a) && isNumeric(b)) return product(a, b);
  if (isSequence(a) && isInt(b)) return repeat(a, toCount(b));
  if (isSequence(b) && isInt(a)) return repeat(b, toCount(a));
  const moment = multiplyMoments(a, b);
  if (moment !== undefined) return moment;
  if (isSequence(a) || isSequence(b)) {
    throw typeError(`can't multiply sequence by non-int of type '${typeName(isSequence(a) ? b : a)}'`);
  }
  throw unsupported(a, '*', b);
}

function product(a: Numeric, b: Numeric): Value {
  if (!isInt(a) || !isInt(b)) return toFloat(toDouble(a) * toDouble(b));
  const small = Number(a) * Number(b);
  if (Number.isSafeInteger(small)) return small + 0;
  const [left, right] = [toBig(a), toBig(b)];
  allowBits(bitLength(left) + bitLength(right));
  return toInt(left * right);
}

function concatenate(a: Value, b: Value): Value {
  if (typeof a === 'string') {
    if (typeof b !== 'string') throw typeError(`can only concatenate str (not "${typeName(b)}") to str`);
    allowText(a.length + b.length);
    return a + b;
  }
  if (isList(a)) {
    if (!isList(b)) throw typeError(`can only concatenate list (not "${typeName(b)}") to list`);
    allowItems(a.length + b.length);
    return [...a, ...b];
  }
  if (a instanceof Tuple) {
    if (!(b instanceof Tuple)) throw typeError(`can only concatenate tuple (not "${typeName(b)}") to tuple`);
    allowItems(a.items.length + b.items.length);
    return new Tuple([...a.items, ...b.items]);
  }
  const moment = addMoments(a, b);
  if (moment !== undefined) return moment;
  throw unsupported(a, '+', b);
}

type Sequence = string | readonly Value[] | Tuple;

function isSequence(value: Value): value is Sequence {
  return typeof value === 'string' || isList(value) || value instanceof Tuple;
}

function repeat(sequence: Sequence, count: number): Value {
  const times = Math.max(0, count);
  if (typeof sequence === 'string') {
    allowText(sequence.length * times);
    return sequence === '' ? '' : sequence.repeat(times);
  }
  if (sequence instanceof Tuple) return new Tuple(repeatItems(sequence.items, times));
  return repeatItems(sequence, times);
}

function repeatItems(items: readonly Value[], times: number): Value[] {
  if (items.length === 0) return [];
  allowItems(items.length * times);
  return Array.from({ length: times }, () => items).flat(1) as Value[];
}
