import { DictView, type Value } from '../value.ts';
import { type AnyDict, lookUp } from '../values/dicts.ts';
import type { Methods } from './method.ts';
import { type Bound, between, none } from './signature.ts';

export const DICT_METHODS: Methods<AnyDict> = {
  get: { signature: between(1, 2), run: get },
  keys: { signature: none, run: (dict) => new DictView('dict_keys', dict) },
  values: { signature: none, run: (dict) => new DictView('dict_values', dict) },
  items: { signature: none, run: (dict) => new DictView('dict_items', dict) },
  copy: { signature: none, run: (dict) => dict },
};

/** A key that is there with the value None gives None, not the default. */
function get(dict: AnyDict, [key, fallback = null]: Bound): Value {
  const value = lookUp(dict, key!);
  return value === undefined ? fallback : value;
}
