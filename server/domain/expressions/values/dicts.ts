import type { JsonObject } from '../../json.ts';
import { spend } from '../limits.ts';
import { Dict, type Key, Tuple, type Value } from '../value.ts';
import { toKey } from './keys.ts';

/** Both kinds of dict, a payload's and the expression's own, read in one way. */
export type AnyDict = JsonObject | Dict;

/** The value under a key; undefined when there is none. Throws a TypeError for an unhashable key. */
export function lookUp(dict: AnyDict, key: Value): Value | undefined {
  if (dict instanceof Dict) return dict.entries.get(toKey(key))?.[1];
  if (typeof key === 'string') return lookUpField(dict, key);
  toKey(key);
  return undefined;
}

/** Own keys only; what JavaScript code left undefined reads as None. */
export function lookUpField(dict: JsonObject, key: string): Value | undefined {
  return Object.hasOwn(dict, key) ? (dict[key] ?? null) : undefined;
}

export function dictSize(dict: AnyDict): number {
  if (dict instanceof Dict) return dict.entries.size;
  return ownKeys(dict).length;
}

export function* dictEntries(dict: AnyDict): Generator<readonly [Value, Value], void> {
  if (dict instanceof Dict) yield* dict.entries.values();
  else for (const key of ownKeys(dict)) yield [key, dict[key] ?? null];
}

/** The engine lists all keys at once, even for who wants to see one. */
function ownKeys(dict: JsonObject): string[] {
  const keys = Object.keys(dict);
  spend(keys.length / KEYS_PER_STEP);
  return keys;
}

const KEYS_PER_STEP = 4;

export function* dictKeys(dict: AnyDict): Generator<Value, void> {
  for (const [key] of dictEntries(dict)) yield key;
}

export function* dictValues(dict: AnyDict): Generator<Value, void> {
  for (const [, value] of dictEntries(dict)) yield value;
}

export function* dictItems(dict: AnyDict): Generator<Value, void> {
  for (const [key, value] of dictEntries(dict)) yield new Tuple([key, value]);
}

/** Later entries win, and keep the place and the spelling of the first key that equals theirs. */
export function makeDict(entries: Iterable<readonly [Value, Value]>): Dict {
  const made = new Map<Key, readonly [Value, Value]>();
  for (const [name, value] of entries) {
    spend();
    const key = toKey(name);
    made.set(key, [made.get(key)?.[0] ?? name, value]);
  }
  return new Dict(made);
}
