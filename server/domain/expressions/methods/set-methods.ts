import type { Key, SetValue, Value } from '../value.ts';
import { iterate } from '../values/iterate.ts';
import { toKey } from '../values/keys.ts';
import { difference, intersection, isSubset, makeSet, symmetricDifference, union } from '../values/sets.ts';
import type { Methods } from './method.ts';
import { type Bound, none, one, variadic } from './signature.ts';

export const SET_METHODS: Methods<SetValue> = {
  union: { signature: variadic, run: (set, args) => combine(set, args, union) },
  intersection: { signature: variadic, run: (set, args) => combine(set, args, intersection) },
  difference: { signature: variadic, run: (set, args) => combine(set, args, difference) },
  symmetric_difference: { signature: one, run: (set, args) => combine(set, args, symmetricDifference) },
  issubset: { signature: one, run: (set, [other]) => isSubset(set, toSet(other!)) },
  issuperset: { signature: one, run: (set, [other]) => !hasMember(other!, (key) => !set.members.has(key)) },
  isdisjoint: { signature: one, run: (set, [other]) => !hasMember(other!, (key) => set.members.has(key)) },
  copy: { signature: none, run: (set) => set },
};

function combine(set: SetValue, others: Bound, operation: (a: SetValue, b: SetValue) => SetValue): SetValue {
  return others.reduce<SetValue>((result, other) => operation(result, toSet(other!)), set);
}

/** Is there an item with such a key? Looks no further than the first. */
function hasMember(items: Value, is: (key: Key) => boolean): boolean {
  for (const item of iterate(items)) {
    if (is(toKey(item))) return true;
  }
  return false;
}

function toSet(value: Value): SetValue {
  return makeSet(iterate(value));
}
