import { equalMoments, involvesMoment } from '../datetime/compare.ts';
import { spend, spendOnText } from '../limits.ts';
import { DictView, isDict, isList, Range, SetValue, Tuple, type Value } from '../value.ts';
import { type AnyDict, dictEntries, dictSize, lookUp } from './dicts.ts';
import { isNumeric } from './numbers.ts';
import { isSubset } from './sets.ts';
import { viewAsSet } from './views.ts';

/** Python's `==`: numbers by value whatever their type (`True == 1 == 1.0`), containers by their contents. */
export function equals(a: Value, b: Value): boolean {
  if (typeof a === 'string' && typeof b === 'string') return a.length === b.length && sameText(a, b);
  if (typeof a === 'number' && typeof b === 'number') return a === b;
  if (a === b) return true;
  if (isNumeric(a)) {
    // biome-ignore lint/suspicious/noDoubleEquals: == compares a bigint with a number exactly
    return isNumeric(b) && a.valueOf() == b.valueOf();
  }
  if (isList(a)) return isList(b) && sameItems(a, b);
  if (isDict(a)) return isDict(b) && sameEntries(a, b);
  if (a instanceof Tuple) return b instanceof Tuple && sameItems(a.items, b.items);
  if (a instanceof Range) return b instanceof Range && sameRange(a, b);
  return involvesMoment(a, b) ? equalMoments(a, b) : sameMembers(a, b);
}

function sameText(a: string, b: string): boolean {
  spendOnText(a.length);
  return a === b;
}

function sameItems(a: readonly Value[], b: readonly Value[]): boolean {
  if (a.length !== b.length) return false;
  spend(a.length);
  return a.every((item, index) => equals(item, b[index]!));
}

function sameEntries(a: AnyDict, b: AnyDict): boolean {
  if (dictSize(a) !== dictSize(b)) return false;
  spend(dictSize(a));
  for (const [key, value] of dictEntries(a)) {
    const other = lookUp(b, key);
    if (other === undefined || !equals(value, other)) return false;
  }
  return true;
}

function sameRange(a: Range, b: Range): boolean {
  if (a.length !== b.length) return false;
  return a.length === 0 || (a.start === b.start && (a.length === 1 || a.step === b.step));
}

function sameMembers(a: Value, b: Value): boolean {
  const one = asSet(a);
  const other = asSet(b);
  return one !== undefined && other !== undefined && one.members.size === other.members.size && isSubset(one, other);
}

/** Sets and the views that behave as sets; undefined for the rest. */
export function asSet(value: Value): SetValue | undefined {
  if (value instanceof SetValue) return value;
  return value instanceof DictView && value.type !== 'dict_values' ? viewAsSet(value) : undefined;
}

/** Python's `is`: the same thing. Small numbers and texts are the same when they are equal, as in CPython. */
export function isSame(a: Value, b: Value): boolean {
  return a === b;
}
