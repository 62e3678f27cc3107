import { Float } from '../../json.ts';
import { orderMoments } from '../datetime/compare.ts';
import { typeError } from '../evaluation-error.ts';
import { spend } from '../limits.ts';
import { isList, Tuple, typeName, type Value } from '../value.ts';
import { asSet, equals } from './equality.ts';
import { isNumeric } from './numbers.ts';
import { isSubset } from './sets.ts';
import { compareTexts } from './text.ts';

export type Ordering = '<' | '<=' | '>' | '>=';

/** Python's `a < b` and its kin. Throws Python's TypeError where the types have no order. */
export function isOrdered(a: Value, operator: Ordering, b: Value): boolean {
  if (typeof a === 'number' && typeof b === 'number') return holds(a, operator, b);
  if (isNumeric(a) && isNumeric(b)) return holds(plain(a), operator, plain(b));
  if (typeof a === 'string' && typeof b === 'string') return holds(compareTexts(a, b), operator, 0);
  if (isList(a) && isList(b)) return isSequenceOrdered(a, operator, b);
  if (a instanceof Tuple && b instanceof Tuple) return isSequenceOrdered(a.items, operator, b.items);
  const order = orderMoments(a, b);
  if (order !== undefined) return holds(order, operator, 0);
  const one = asSet(a);
  const other = asSet(b);
  if (one && other) {
    const [small, large] = operator === '<' || operator === '<=' ? [one, other] : [other, one];
    const strict = operator === '<' || operator === '>';
    return isSubset(small, large) && !(strict && small.members.size === large.members.size);
  }
  throw typeError(`'${operator}' not supported between instances of '${typeName(a)}' and '${typeName(b)}'`);
}

function plain(value: boolean | number | bigint | Float): number | bigint {
  if (typeof value === 'boolean') return Number(value);
  return value instanceof Float ? value.value : value;
}

function holds(a: number | bigint, operator: Ordering, b: number | bigint): boolean {
  switch (operator) {
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
  }
}

/** By the first items that differ; else the shorter one comes first. */
function isSequenceOrdered(a: readonly Value[], operator: Ordering, b: readonly Value[]): boolean {
  const shorter = Math.min(a.length, b.length);
  for (let index = 0; index < shorter; index++) {
    spend();
    if (!equals(a[index]!, b[index]!)) return isOrdered(a[index]!, operator, b[index]!);
  }
  return holds(a.length, operator, b.length);
}
