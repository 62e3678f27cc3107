import { typeError, valueError } from '../evaluation-error.ts';
import { limitError, spendOnText } from '../limits.ts';
import { countArgument } from '../methods/arguments.ts';
import { type Arguments, isDict, Range, typeName, type Value } from '../value.ts';
import { dictEntries, makeDict } from '../values/dicts.ts';
import { isIterable, iterate, toItems } from '../values/iterate.ts';
import { isNumeric, toDouble, toFloat } from '../values/numbers.ts';
import { repr } from '../values/repr.ts';

const FLOAT = /^[+-]?(?:(?:\d+(?:_\d+)*)(?:\.(?:\d+(?:_\d+)*)?)?|\.\d+(?:_\d+)*)(?:e[+-]?\d+(?:_\d+)*)?$/i;
const SPECIAL = /^([+-]?)(?:(inf|infinity)|nan)$/i;

/** `float(value)`. */
export function toFloatValue(value: Value): Value {
  if (isNumeric(value)) return toFloat(toDouble(value));
  if (typeof value !== 'string') {
    throw typeError(`float() argument must be a string or a real number, not '${typeName(value)}'`);
  }
  spendOnText(value.length);
  const text = value.trim();
  const special = SPECIAL.exec(text);
  if (special) return special[2] ? Number(`${special[1]}Infinity`) : Number.NaN;
  if (!FLOAT.test(text)) throw valueError(`could not convert string to float: ${repr(value, 200)}`);
  return toFloat(Number(text.replaceAll('_', '')));
}

/** `dict(mapping or pairs, **named)`. */
export function toDict({ values, named }: Arguments): Value {
  if (values.length > 1) throw typeError(`dict expected at most 1 argument, got ${values.length}`);
  const [source] = values;
  const entries = source === undefined ? [] : isDict(source) ? dictEntries(source) : pairs(source);
  return makeDict([...entries, ...(named ?? [])]);
}

function* pairs(source: Value): Generator<readonly [Value, Value]> {
  let index = 0;
  for (const item of iterate(source)) {
    if (!isIterable(item)) throw typeError(`cannot convert dictionary update sequence element #${index} to a sequence`);
    const pair = toItems(item);
    if (pair.length !== 2) {
      throw valueError(`dictionary update sequence element #${index} has length ${pair.length}; 2 is required`);
    }
    yield [pair[0]!, pair[1]!];
    index++;
  }
}

/** `range(stop)` or `range(start, stop, step)`. */
export function toRange(bounds: readonly (Value | undefined)[]): Value {
  if (bounds.some((bound) => typeof bound === 'bigint')) throw limitError('a range counts no further than 2**53 here');
  const [first, second, third] = bounds.map((bound) => countArgument(bound!));
  if (third === 0) throw valueError('range() arg 3 must not be zero');
  return second === undefined ? new Range(0, first!, 1) : new Range(first!, second, third === undefined ? 1 : third);
}
