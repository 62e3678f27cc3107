import { typeError } from '../evaluation-error.ts';
import { spend, spendOnSearch } from '../limits.ts';
import { DictView, isDict, isList, Range, SetValue, Tuple, typeName, type Value } from '../value.ts';
import { lookUp } from '../values/dicts.ts';
import { equals } from '../values/equality.ts';
import { isIterable, iterate } from '../values/iterate.ts';
import { toKey } from '../values/keys.ts';
import { rangeIndex } from '../values/range-index.ts';

/** Python's `item in container`. */
export function contains(container: Value, item: Value): boolean {
  if (typeof container === 'string') {
    if (typeof item === 'string') {
      spendOnSearch(container, item);
      return container.includes(item);
    }
    throw typeError(`'in <string>' requires string as left operand, not ${typeName(item)}`);
  }
  if (isList(container)) return hasItem(container, item);
  if (container instanceof Tuple) return hasItem(container.items, item);
  if (isDict(container)) return lookUp(container, item) !== undefined;
  if (container instanceof SetValue) return container.members.has(toKey(item));
  if (container instanceof DictView && container.type === 'dict_keys') {
    return lookUp(container.dict, item) !== undefined;
  }
  if (container instanceof Range) return rangeIndex(container, item) >= 0;
  if (!isIterable(container)) throw typeError(`argument of type '${typeName(container)}' is not iterable`);
  for (const member of iterate(container)) {
    if (equals(member, item)) return true;
  }
  return false;
}

function hasItem(items: readonly Value[], item: Value): boolean {
  spend(items.length);
  for (let index = 0; index < items.length; index++) {
    if (equals(items[index] ?? null, item)) return true;
  }
  return false;
}
