import { typeError } from '../evaluation-error.ts';
import { typeName, type Value } from '../value.ts';
import { isIterable, iterate } from '../values/iterate.ts';

/** The items of `*value`; `subject` is how Python's TypeError begins. */
export function spreadable(value: Value, subject: 'Value' | 'argument'): Iterable<Value> {
  if (!isIterable(value)) throw typeError(`${subject} after * must be an iterable, not ${typeName(value)}`);
  return iterate(value);
}
