import { spend } from '../limits.ts';
import { type Key, SetValue, type Value } from '../value.ts';
import { toKey } from './keys.ts';

/** Keeps the first of equal members, as Python does. */
export function makeSet(items: Iterable<Value>): SetValue {
  const members = new Map<Key, Value>();
  for (const item of items) {
    const key = toKey(item);
    if (!members.has(key)) members.set(key, item);
  }
  return new SetValue(members);
}

export function union(a: SetValue, b: SetValue): SetValue {
  spend(a.members.size);
  return new SetValue(new Map([...a.members, ...difference(b, a).members]));
}

export function intersection(a: SetValue, b: SetValue): SetValue {
  return filter(a, (key) => b.members.has(key));
}

export function difference(a: SetValue, b: SetValue): SetValue {
  return filter(a, (key) => !b.members.has(key));
}

export function symmetricDifference(a: SetValue, b: SetValue): SetValue {
  return union(difference(a, b), difference(b, a));
}

export function isSubset(a: SetValue, b: SetValue): boolean {
  spend(a.members.size);
  return a.members.size <= b.members.size && [...a.members.keys()].every((key) => b.members.has(key));
}

function filter(set: SetValue, keep: (key: Key) => boolean): SetValue {
  spend(set.members.size);
  return new SetValue(new Map([...set.members].filter(([key]) => keep(key))));
}
