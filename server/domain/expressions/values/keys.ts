import { Float } from '../../json.ts';
import { momentKey } from '../datetime/compare.ts';
import { isMoment } from '../datetime/moments.ts';
import { typeError } from '../evaluation-error.ts';
import { allowText, spendOnText } from '../limits.ts';
import { Dict, DictView, isList, isPlainDict, type Key, SetValue, Tuple, typeName, type Value } from '../value.ts';

/**
 * The map key of a hashable value: equal values (`1`, `1.0`, `True`) give the same key. Throws Python's TypeError for
 * lists, dicts and sets.
 */
export function toKey(value: Value): Key {
  switch (typeof value) {
    case 'string':
      spendOnText(value.length);
      return value.startsWith('\0') ? `\0s${value}` : value;
    case 'number':
      return value;
    case 'bigint':
      return bigKey(value);
    case 'boolean':
      return Number(value);
    default:
  }
  if (value === null) return null;
  if (value instanceof Float) return Number.isSafeInteger(value.value) ? value.value : bigKey(BigInt(value.value));
  if (value instanceof Tuple) return tupleKey(value);
  if (isMoment(value)) return momentKey(value);
  if (isList(value) || isPlainDict(value) || isUnhashable(value)) {
    throw typeError(`unhashable type: '${typeName(value)}'`);
  }
  return value;
}

/** The engine tells large integers apart by their lowest 64 bits only, which is slow where those are the same. */
function bigKey(value: bigint): Key {
  if (BigInt.asIntN(64, value) === value) return value;
  const digits = value.toString(32);
  allowText(digits.length);
  return `\0i${digits}`;
}

function isUnhashable(value: Value): boolean {
  return (
    value instanceof Dict || value instanceof SetValue || (value instanceof DictView && value.type !== 'dict_values')
  );
}

/** Tuples become texts that no other key can be: strings that begin with a NUL are marked in `toKey`. */
function tupleKey(tuple: Tuple): Key {
  let text = '\0t';
  for (const item of tuple.items) {
    const key = toKey(item);
    if (typeof key === 'object' && key !== null) {
      throw typeError(`a tuple with a ${typeName(item)} inside cannot be a key here`);
    }
    const part = String(key);
    text += `${typeof key === 'string' ? 's' : 'n'}${part.length}:${part}`;
    allowText(text.length);
  }
  return text;
}
