import { Float } from '../../json.ts';
import { isMoment } from '../datetime/moments.ts';
import { typeError } from '../evaluation-error.ts';
import { allowItems, spend } from '../limits.ts';
import {
  Callable,
  DictView,
  Iteration,
  isDict,
  isList,
  Range,
  SetValue,
  Tuple,
  TypeObject,
  typeName,
  type Value,
} from '../value.ts';
import { dictKeys, dictSize } from './dicts.ts';
import { viewItems } from './views.ts';

/** Walks a value as Python's `for` does, counting the steps. Throws `'int' object is not iterable`. */
export function iterate(value: Value): Generator<Value, void> {
  spend();
  if (isList(value)) return counted(value);
  if (typeof value === 'string') return counted(value);
  if (isDict(value)) return counted(dictKeys(value));
  if (value instanceof Tuple) return counted(value.items);
  if (value instanceof SetValue) return counted(value.members.values());
  if (value instanceof DictView) return counted(viewItems(value));
  if (value instanceof Range) return counted(rangeItems(value));
  if (value instanceof Iteration) return resumable(value);
  throw typeError(`'${typeName(value)}' object is not iterable`);
}

export function isIterable(value: Value): boolean {
  if (typeof value !== 'object' || value === null) return typeof value === 'string';
  return !(value instanceof Float || value instanceof TypeObject || value instanceof Callable || isMoment(value));
}

/** All items as a new list. */
export function toItems(value: Value): Value[] {
  if (isList(value)) {
    allowItems(value.length);
    return value.slice();
  }
  if (value instanceof Range) allowItems(value.length);
  return Array.from(iterate(value));
}

/** Python's `len`; undefined for values that have none. */
export function sizeOf(value: Value): number | undefined {
  if (isList(value)) return value.length;
  if (isDict(value)) return dictSize(value);
  if (value instanceof Tuple) return value.items.length;
  if (value instanceof SetValue) return value.members.size;
  if (value instanceof DictView) return dictSize(value.dict);
  return value instanceof Range ? value.length : undefined;
}

function* counted(items: Iterable<Value>): Generator<Value, void> {
  for (const item of items) {
    spend();
    yield item;
  }
}

function* rangeItems(range: Range): Generator<Value, void> {
  const { start, step, length } = range;
  for (let index = 0; index < length; index++) yield start + index * step;
}

/** Unlike `for … of` on the iterator itself, leaving the loop early does not end the iteration. */
function* resumable(iteration: Iteration): Generator<Value, void> {
  for (let next = iteration.items.next(); !next.done; next = iteration.items.next()) {
    spend();
    yield next.value;
  }
}
