import type { SetValue, Value } from '../value.ts';
import { iterate } from '../values/iterate.ts';
import { difference, intersection, isSubset, makeSet, symmetricDifference, union } from '../values/sets.ts';
import type { Methods } from './method.ts';
import { type Bound, none, one, variadic } from './signature.ts';

export const SET_METHODS: Methods<SetValue> = {
  union: { signature: variadic, run: (set, args) => combine(set, args, union) },
  intersection: { signature: variadic, run: (set, args) => combine(set, args, intersection) },
  difference: { signature: variadic, run: (set, args) => combine(set, args, difference) },
  symmetric_difference: { signature: one, run: (set, args) => combine(set, args, symmetricDifference) },
  issubset: { signature: one, run: (set, [other]) => isSubset(set, toSet(other!)) },
  issuperset: { signature: one, run: (set, [other]) => isSubset(toSet(other!), set) },
  isdisjoint: { signature: one, run: (set, [other]) => intersection(set, toSet(other!)).members.size === 0 },
  copy: { signature: none, run: (set) => set },
};

function combine(set: SetValue, others: Bound, operation: (a: SetValue, b: SetValue) => SetValue): SetValue {
  return others.reduce<SetValue>((result, other) => operation(result, toSet(other!)), set);
}

function toSet(value: Value): SetValue {
  return makeSet(iterate(value));
}
