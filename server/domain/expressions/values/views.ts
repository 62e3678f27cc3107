import { spend } from '../limits.ts';
import type { DictView, SetValue, Value } from '../value.ts';
import { dictItems, dictKeys, dictSize, dictValues } from './dicts.ts';
import { makeSet } from './sets.ts';

export function viewItems(view: DictView): Iterator<Value, void> & Iterable<Value> {
  if (view.type === 'dict_keys') return dictKeys(view.dict);
  return view.type === 'dict_values' ? dictValues(view.dict) : dictItems(view.dict);
}

/** Keys and items behave as sets in comparisons and set operations. */
export function viewAsSet(view: DictView): SetValue {
  spend(dictSize(view.dict));
  return makeSet(viewItems(view));
}
