import { EvaluationError, typeError } from '../evaluation-error.ts';
import {
  type Arguments,
  DictView,
  Iteration,
  isDict,
  isList,
  Range,
  SetValue,
  Tuple,
  typeName,
  type Value,
} from '../value.ts';
import { iterate, toItems } from '../values/iterate.ts';
import { isTruthy } from '../values/truth.ts';
import { call, callWith } from './call.ts';

/** `map(function, *iterables)`: ends with the shortest. */
export function map({ values, named }: Arguments): Iteration {
  if (named) throw typeError('map() takes no keyword arguments');
  const [callee, ...sources] = values;
  if (callee === undefined || sources.length === 0) throw typeError('map() must have at least two arguments.');
  return new Iteration('map', mapped(callee, sources.map(iterate)));
}

function* mapped(callee: Value, sources: readonly Iterator<Value, void>[]): Generator<Value, void> {
  for (;;) {
    const values: Value[] = [];
    for (const source of sources) {
      const next = source.next();
      if (next.done) return;
      values.push(next.value);
    }
    yield call(callee, { values, named: undefined });
  }
}

/** `filter(function, iterable)`; None keeps what is true. */
export function filter(callee: Value, items: Value): Iteration {
  return new Iteration('filter', filtered(callee, iterate(items)));
}

function* filtered(callee: Value, items: Iterable<Value>): Generator<Value, void> {
  for (const item of items) {
    if (isTruthy(callee === null ? item : callWith(callee, item))) yield item;
  }
}

/** `reversed(sequence)`. */
export function reversed(items: Value): Iteration {
  const isOrdered =
    typeof items === 'string' ||
    isList(items) ||
    items instanceof Tuple ||
    items instanceof Range ||
    isDict(items) ||
    items instanceof DictView;
  if (!isOrdered || items instanceof SetValue) throw typeError(`'${typeName(items)}' object is not reversible`);
  return new Iteration(isList(items) ? 'list_reverseiterator' : 'reversed', backwards(items));
}

function* backwards(items: Value): Generator<Value, void> {
  if (items instanceof Range) {
    const { start, step, length } = items;
    for (let index = length - 1; index >= 0; index--) yield start + index * step;
  } else {
    yield* toItems(items).reverse();
  }
}

/** `iter(iterable)`. */
export function iter(items: Value): Iteration {
  return items instanceof Iteration ? items : new Iteration('iterator', iterate(items));
}

/** `next(iterator, default)`. Throws a StopIteration when there is neither an item nor a default. */
export function next(iterator: Value, fallback: Value | undefined): Value {
  if (!(iterator instanceof Iteration)) throw typeError(`'${typeName(iterator)}' object is not an iterator`);
  const found = iterator.items.next();
  if (!found.done) return found.value;
  if (fallback === undefined) throw new EvaluationError('StopIteration', '');
  return fallback;
}
