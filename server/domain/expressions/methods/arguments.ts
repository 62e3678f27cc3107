import { EvaluationError, typeError } from '../evaluation-error.ts';
import { typeName, type Value } from '../value.ts';
import { isInt, toCount } from '../values/numbers.ts';
import { textLength } from '../values/text.ts';

/** An argument that must be an integer, as a count. */
export function countArgument(value: Value): number {
  if (!isInt(value)) throw typeError(`'${typeName(value)}' object cannot be interpreted as an integer`);
  return toCount(value);
}

/** An argument that C takes as an `int`. */
export function smallArgument(value: Value): number {
  const count = countArgument(value);
  if (count >= -(2 ** 31) && count < 2 ** 31) return count;
  throw new EvaluationError('OverflowError', 'Python int too large to convert to C int');
}

/** An argument that must be a text; `complaint` comes before `, not int`. */
export function textArgument(value: Value, complaint = 'must be str'): string {
  if (typeof value !== 'string') throw typeError(`${complaint}, not ${typeName(value)}`);
  return value;
}

/** The bounds of `find`, `index`, `startswith` and their kin, as indexes from 0 to `length`. */
export function searchBounds(
  length: number,
  start: Value | undefined,
  end: Value | undefined,
): [start: number, end: number] {
  return [bound(start, 0, length), Math.min(bound(end, length, length), length)];
}

function bound(value: Value | undefined, missing: number, length: number): number {
  if (value === undefined || value === null) return missing;
  if (!isInt(value)) throw typeError('slice indices must be integers or None or have an __index__ method');
  const at = toCount(value);
  return at < 0 ? Math.max(0, at + length) : at;
}

/** The character that pads a text. */
export function fillCharacter(value: Value | undefined): string {
  if (value === undefined) return ' ';
  if (typeof value !== 'string') {
    throw typeError(`The fill character must be a unicode character, not ${typeName(value)}`);
  }
  if (textLength(value) !== 1) throw typeError('The fill character must be exactly one character long');
  return value;
}
