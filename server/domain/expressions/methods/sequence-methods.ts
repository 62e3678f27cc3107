import { typeError, valueError } from '../evaluation-error.ts';
import { spend } from '../limits.ts';
import type { Range, Tuple, Value } from '../value.ts';
import { equals } from '../values/equality.ts';
import { isInt } from '../values/numbers.ts';
import { rangeIndex } from '../values/range-index.ts';
import { repr } from '../values/repr.ts';
import { searchBounds } from './arguments.ts';
import type { Methods } from './method.ts';
import { between, none, one } from './signature.ts';

export const LIST_METHODS: Methods<readonly Value[]> = {
  count: { signature: one, run: (list, [item]) => countOf(list, item!) },
  index: {
    signature: between(1, 3),
    run: (list, [item, start, end]) => indexOf(list, item!, start, end, `${repr(item!, 200)} is not in list`),
  },
  copy: { signature: none, run: (list) => list },
};

export const TUPLE_METHODS: Methods<Tuple> = {
  count: { signature: one, run: (tuple, [item]) => countOf(tuple.items, item!) },
  index: {
    signature: between(1, 3),
    run: (tuple, [item, start, end]) => indexOf(tuple.items, item!, start, end, 'tuple.index(x): x not in tuple'),
  },
};

export const RANGE_METHODS: Methods<Range> = {
  count: { signature: one, run: (range, [item]) => (rangeIndex(range, item!) < 0 ? 0 : 1) },
  index: { signature: one, run: (range, [item]) => indexInRange(range, item!) },
};

function indexInRange(range: Range, item: Value): number {
  const index = rangeIndex(range, item);
  if (index < 0) throw valueError(`${repr(item, 200)} is not in range`);
  return index;
}

function countOf(items: readonly Value[], wanted: Value): number {
  spend(items.length);
  return items.filter((item) => equals(item, wanted)).length;
}

function indexOf(
  items: readonly Value[],
  wanted: Value,
  start: Value | undefined,
  end: Value | undefined,
  missing: string,
): number {
  if ([start, end].some((bound) => bound !== undefined && !isInt(bound))) {
    throw typeError('slice indices must be integers or have an __index__ method');
  }
  spend(items.length);
  const [from, to] = searchBounds(items.length, start, end);
  const at = items.findIndex((item, index) => index >= from && index < to && equals(item, wanted));
  if (at < 0) throw valueError(missing);
  return at;
}
