import type { Target } from '../ast.ts';
import { typeError, valueError } from '../evaluation-error.ts';
import { typeName, type Value } from '../value.ts';
import { isIterable, iterate } from '../values/iterate.ts';
import type { Frame, Scope } from './scope.ts';

/** Puts an item into the variables of `for x` or `for k, v`; `scope` already has them. */
export function compileTarget(target: Target, scope: Scope): (frame: Frame, item: Value) => void {
  if ('name' in target) {
    const slot = scope.variables.get(target.name)!;
    return ({ locals }, item) => {
      locals[slot] = item;
    };
  }
  const binders = target.targets.map((part) => compileTarget(part, scope));
  return (frame, item) => {
    const parts = unpack(item, binders.length);
    for (const [index, bind] of binders.entries()) bind(frame, parts[index]!);
  };
}

/** Exactly so many items, or Python's ValueError. */
function unpack(value: Value, count: number): readonly Value[] {
  if (!isIterable(value)) throw typeError(`cannot unpack non-iterable ${typeName(value)} object`);
  const parts: Value[] = [];
  for (const part of iterate(value)) {
    if (parts.length === count) throw valueError(`too many values to unpack (expected ${count})`);
    parts.push(part);
  }
  if (parts.length < count) {
    throw valueError(`not enough values to unpack (expected ${count}, got ${parts.length})`);
  }
  return parts;
}
