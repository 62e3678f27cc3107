import { EvaluationError, typeError } from '../evaluation-error.ts';
import { isDict, isList, Range, Tuple, TypeObject, typeName, type Value } from '../value.ts';
import { lookUp } from '../values/dicts.ts';
import { isInt, toCount } from '../values/numbers.ts';
import { repr } from '../values/repr.ts';
import { characters } from '../values/text.ts';

/** `container[index]`. Throws Python's KeyError, IndexError or TypeError. */
export function subscript(container: Value, index: Value): Value {
  if (isDict(container)) {
    const value = lookUp(container, index);
    if (value === undefined) throw new EvaluationError('KeyError', repr(index, 200));
    return value;
  }
  if (isList(container)) return itemAt(container, index, 'list') ?? null;
  if (container instanceof Tuple) return itemAt(container.items, index, 'tuple') ?? null;
  if (typeof container === 'string') {
    return itemAt(characters(container), index, 'string')!;
  }
  if (container instanceof Range) {
    const at = position(container.length, index, 'range', 'range object index out of range');
    return container.start + at * container.step;
  }
  if (container instanceof TypeObject) throw typeError(`type '${container.name}' is not subscriptable`);
  throw typeError(`'${typeName(container)}' object is not subscriptable`);
}

function itemAt<T>(items: { readonly length: number; readonly [index: number]: T }, index: Value, kind: string) {
  return items[position(items.length, index, kind, `${kind} index out of range`)];
}

/** The index counted from the start; negative ones count from the end. */
function position(length: number, index: Value, kind: string, outside: string): number {
  if (!isInt(index)) {
    const quoted = kind === 'string' ? `'${typeName(index)}'` : typeName(index);
    const names =
      kind === 'string' ? 'string indices must be integers, not' : `${kind} indices must be integers or slices, not`;
    throw typeError(`${names} ${quoted}`);
  }
  if (typeof index === 'bigint' && BigInt.asIntN(64, index) !== index) {
    throw new EvaluationError('IndexError', "cannot fit 'int' into an index-sized integer");
  }
  const wanted = toCount(index);
  const at = wanted < 0 ? wanted + length : wanted;
  if (at < 0 || at >= length) throw new EvaluationError('IndexError', outside);
  return at;
}
