import { typeError, valueError } from '../evaluation-error.ts';
import { allowBits } from '../limits.ts';
import { isDict, type SetValue, typeName, type Value } from '../value.ts';
import { dictEntries, makeDict } from '../values/dicts.ts';
import { asSet } from '../values/equality.ts';
import { bitLength, type Int, isInt, toBig, toCount, toInt } from '../values/numbers.ts';
import { intersection, symmetricDifference, union } from '../values/sets.ts';
import { unsupported } from './unsupported.ts';

export type BitOperator = '&' | '|' | '^' | '<<' | '>>';

/** The bit operators of ints; `& | ^` also of sets, and `|` of dicts. */
export function bitwise(a: Value, operator: BitOperator, b: Value): Value {
  if (isInt(a) && isInt(b)) return ofInts(a, operator, b);
  const [one, other] = [asSet(a), asSet(b)];
  if (one && other && operator !== '<<' && operator !== '>>') return ofSets(one, operator, other);
  if (operator === '|' && isDict(a) && isDict(b)) return makeDict([...dictEntries(a), ...dictEntries(b)]);
  throw unsupported(a, operator, b);
}

function ofInts(a: Int, operator: BitOperator, b: Int): Value {
  if (typeof a === 'boolean' && typeof b === 'boolean') {
    if (operator === '&') return a && b;
    if (operator === '|') return a || b;
    if (operator === '^') return a !== b;
  }
  switch (operator) {
    case '&':
      return toInt(toBig(a) & toBig(b));
    case '|':
      return toInt(toBig(a) | toBig(b));
    case '^':
      return toInt(toBig(a) ^ toBig(b));
    default:
      return shift(toBig(a), operator, b);
  }
}

function shift(value: bigint, direction: '<<' | '>>', by: Int): Value {
  const count = toCount(by);
  if (count < 0) throw valueError('negative shift count');
  if (direction === '<<') {
    if (value === 0n) return 0;
    allowBits(bitLength(value) + count);
    return toInt(value << BigInt(count));
  }
  return toInt(value >> BigInt(Math.min(count, bitLength(value) + 1)));
}

function ofSets(a: SetValue, operator: '&' | '|' | '^', b: SetValue): Value {
  switch (operator) {
    case '&':
      return intersection(a, b);
    case '|':
      return union(a, b);
    case '^':
      return symmetricDifference(a, b);
  }
}

/** `~a`. */
export function invert(a: Value): Value {
  if (!isInt(a)) throw typeError(`bad operand type for unary ~: '${typeName(a)}'`);
  return toInt(~toBig(a));
}
