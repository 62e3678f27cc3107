import { call } from '../builtins/call.ts';
import { findProperty } from '../datetime/properties.ts';
import { EvaluationError } from '../evaluation-error.ts';
import { spendOnCharacters } from '../limits.ts';
import { type Arguments, Callable, isDict, TypeObject, typeName, type Value } from '../value.ts';
import { lookUp } from '../values/dicts.ts';
import { quoteText } from '../values/quote-text.ts';
import { isSubtype } from '../values/subtypes.ts';
import { findMethod } from './find-method.ts';
import type { Method } from './method.ts';

/**
 * `value.name(…)` for many values: they are mostly of one type, whose method is looked up once. The arguments are
 * evaluated on a frame, once there is something to call.
 */
export function methodCaller<Frame>(
  name: string,
): (value: Value, bind: (frame: Frame) => Arguments, frame: Frame) => Value {
  let type: string | undefined;
  let method: Method | undefined;
  return (value, bind, frame) => {
    const found = typeName(value);
    if (found !== type) {
      type = found;
      method = findMethod(found, name);
    }
    if (method) return run(method, value, name, found, bind(frame));
    // What lies under a key is never a function.
    if (isDict(value)) throw noAttribute(found, name);
    return call(attribute(value, name), bind(frame));
  };
}

/**
 * `value.name`: a method, or for a dict the value under that key. Throws Python's AttributeError; for a dict without
 * the key the KeyError that `value['name']` gives.
 */
export function attribute(value: Value, name: string): Value {
  const type = typeName(value);
  const method = findMethod(type, name);
  if (method) {
    return new Callable(`built-in method ${name} of ${type} object`, (args) => run(method, value, name, type, args));
  }
  const property = findProperty(type, name);
  if (property) return property(value);
  if (isDict(value)) {
    const found = lookUp(value, name);
    if (found === undefined) throw new EvaluationError('KeyError', quoteText(name));
    return found;
  }
  if (value instanceof TypeObject) return attributeOfType(value, name);
  throw noAttribute(type, name);
}

function noAttribute(type: string, name: string): EvaluationError {
  return new EvaluationError('AttributeError', `'${type}' object has no attribute '${name}'${hint(name)}`);
}

function run(method: Method, value: Value, name: string, type: string, args: Arguments): Value {
  if (typeof value === 'string') spendOnCharacters(value.length);
  if ('runWithAll' in method) return method.runWithAll(value, args);
  return method.run(value, method.signature(args, name, ownerOf(type)));
}

/** A bool has its methods from int. */
function ownerOf(type: string): string {
  return type === 'bool' ? 'int' : type;
}

/** `str.lower` as a function: its first argument is the text. */
function attributeOfType(type: TypeObject, name: string): Value {
  const held = type.statics.get(name);
  if (held !== undefined) return held;
  const method = findMethod(type.name, name);
  if (!method) throw new EvaluationError('AttributeError', `type object '${type.name}' has no attribute '${name}'`);
  return new Callable(`method '${name}' of '${type.name}' objects`, ({ values, named }) => {
    const [self, ...rest] = values;
    if (self === undefined) {
      throw new EvaluationError('TypeError', `unbound method ${type.name}.${name}() needs an argument`);
    }
    const found = typeName(self);
    const owner = ownerOf(type.name);
    if (!isSubtype(found, owner)) {
      throw new EvaluationError(
        'TypeError',
        `descriptor '${name}' for '${owner}' objects doesn't apply to a '${found}' object`,
      );
    }
    return run(method, self, name, owner, { values: rest, named });
  });
}

function hint(name: string): string {
  return name === 'length' || name === 'size' ? ': use len(…)' : '';
}
