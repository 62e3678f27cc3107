import { typeError, valueError } from '../evaluation-error.ts';
import type { Arguments, Value } from '../value.ts';
import { iterate } from '../values/iterate.ts';
import { isOrdered } from '../values/ordering.ts';
import { callWith } from './call.ts';

/** `min` and `max`: of several arguments or of one iterable; `key=` and `default=`. The first of equals wins. */
export function extreme(name: 'min' | 'max', { values, named }: Arguments): Value {
  const unknown = [...(named?.keys() ?? [])].find((key) => key !== 'key' && key !== 'default');
  if (unknown !== undefined) throw typeError(`'${unknown}' is an invalid keyword argument for ${name}()`);
  if (values.length === 0) throw typeError(`${name} expected at least 1 argument, got 0`);
  const fallback = named?.get('default');
  if (values.length > 1 && fallback !== undefined) {
    throw typeError(`Cannot specify a default for ${name}() with multiple positional arguments`);
  }
  const key = named?.get('key') ?? null;
  const items = iterate(values.length === 1 ? values[0]! : values);
  const first = items.next();
  if (first.done) {
    if (fallback === undefined) throw valueError(`${name}() arg is an empty sequence`);
    return fallback;
  }
  return best(first.value, items, name === 'min' ? '<' : '>', (item) => (key === null ? item : callWith(key, item)));
}

function best(first: Value, others: Iterable<Value>, wins: '<' | '>', rate: (item: Value) => Value): Value {
  let winner = first;
  let rating = rate(first);
  for (const item of others) {
    const candidate = rate(item);
    if (!isOrdered(candidate, wins, rating)) continue;
    winner = item;
    rating = candidate;
  }
  return winner;
}
