import { typeError } from '../evaluation-error.ts';
import { type Arguments, Callable, TypeObject, typeName, type Value } from '../value.ts';

/** `callee(…)`. Throws `'int' object is not callable`. */
export function call(callee: Value, args: Arguments): Value {
  if (callee instanceof Callable) return callee.call(args);
  if (!(callee instanceof TypeObject)) throw typeError(`'${typeName(callee)}' object is not callable`);
  if (!callee.construct) throw typeError(`cannot create '${callee.name}' instances`);
  return callee.construct(args);
}

/** A call with one argument: what `key=` functions get. */
export function callWith(callee: Value, value: Value): Value {
  return call(callee, { values: [value], named: undefined });
}
