import { TIME_TYPES } from '../datetime/types.ts';
import { typeError } from '../evaluation-error.ts';
import { spend } from '../limits.ts';
import { type Bound, between, named, one, type Signature } from '../methods/signature.ts';
import { Tuple, TypeObject, typeName, type Value } from '../value.ts';
import { toItems } from '../values/iterate.ts';
import { toFloat } from '../values/numbers.ts';
import { makeSet } from '../values/sets.ts';
import { isSubtype } from '../values/subtypes.ts';
import { toText } from '../values/to-text.ts';
import { isTruthy } from '../values/truth.ts';
import { toDict, toFloatValue, toRange } from './conversions.ts';
import { enumerate, zip } from './iterations.ts';
import { filter, map, reversed } from './iterators.ts';
import { toIntValue } from './to-int.ts';

function type(name: string, signature: Signature, construct: (args: Bound) => Value): TypeObject {
  return new TypeObject(name, (args) => construct(signature(args, name, '')));
}

/** The types that expressions can name. */
export const TYPES: readonly TypeObject[] = [
  type('int', named(['', 'base']), ([x, base]) => toIntValue(x, base)),
  type('float', between(0, 1), ([x]) => (x === undefined ? toFloat(0) : toFloatValue(x))),
  type('str', named(['object']), ([object]) => (object === undefined ? '' : toText(object))),
  type('bool', between(0, 1), ([x = null]) => isTruthy(x)),
  type('list', between(0, 1), ([items]) => (items === undefined ? [] : toItems(items))),
  type('tuple', between(0, 1), ([items]) => new Tuple(items === undefined ? [] : toItems(items))),
  type('set', between(0, 1), ([items]) => makeSet(items === undefined ? [] : toItems(items))),
  new TypeObject('dict', toDict),
  type('range', between(1, 3), toRange),
  type('enumerate', named(['iterable', 'start'], 1), ([items, start = 0]) => enumerate(items!, start)),
  new TypeObject('zip', zip),
  new TypeObject('map', map),
  type('filter', between(2, 2), ([callee, items]) => filter(callee!, items!)),
  type('reversed', one, ([items]) => reversed(items!)),
  new TypeObject('type', ({ values, named }) => {
    if (values.length !== 1 || named)
      throw typeError('type() takes 1 argument here: the value whose type is asked for');
    return typeOf(values[0]!);
  }),
];

const BY_NAME = new Map([...TYPES, ...TIME_TYPES.values()].map((type) => [type.name, type]));

/** `type(value)`: one object for each type. */
export function typeOf(value: Value): TypeObject {
  const name = typeName(value);
  const known = BY_NAME.get(name) ?? new TypeObject(name);
  BY_NAME.set(name, known);
  return known;
}

/** `isinstance(value, types)`. */
export function isInstance(value: Value, types: Value): boolean {
  spend();
  if (types instanceof Tuple) return types.items.some((type) => isInstance(value, type));
  if (!(types instanceof TypeObject)) {
    throw typeError('isinstance() arg 2 must be a type, a tuple of types, or a union');
  }
  return isSubtype(typeName(value), types.name);
}
