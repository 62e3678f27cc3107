import { TimeDelta } from '../datetime/moments.ts';
import { typeError } from '../evaluation-error.ts';
import { escapeBeyondAscii } from '../formatting/ascii.ts';
import { formatValue } from '../formatting/format-value.ts';
import { allowText } from '../limits.ts';
import { textArgument } from '../methods/arguments.ts';
import { type Bound, between, named, one, type Signature } from '../methods/signature.ts';
import { add } from '../operators/arithmetic.ts';
import { UNARY } from '../operators/unary.ts';
import { type Arguments, Callable, typeName, type Value } from '../value.ts';
import { iterate, sizeOf } from '../values/iterate.ts';
import { isNumeric } from '../values/numbers.ts';
import { textLength } from '../values/text.ts';
import { toReprText } from '../values/to-text.ts';
import { isTruthy } from '../values/truth.ts';
import { extreme } from './extremes.ts';
import { chr, divide, inBase, ord, pow } from './integers.ts';
import { iter, next } from './iterators.ts';
import { round } from './round.ts';
import { sorted } from './sorted.ts';
import { isInstance } from './types.ts';

function define(name: string, signature: Signature, run: (args: Bound) => Value): [string, Callable] {
  return raw(name, (args) => run(signature(args, name, '')));
}

function raw(name: string, call: (args: Arguments) => Value): [string, Callable] {
  return [name, new Callable(`built-in function ${name}`, call)];
}

/** The functions that expressions can name; the types are in `types.ts`. */
export const FUNCTIONS: ReadonlyMap<string, Callable> = new Map([
  define('len', one, ([value]) => length(value!)),
  define('abs', one, ([value]) => absolute(value!)),
  raw('min', (args) => extreme('min', args)),
  raw('max', (args) => extreme('max', args)),
  define('sum', named(['', 'start'], 1), ([items, start = 0]) => sum(items!, start)),
  define('round', named(['number', 'ndigits'], 1), ([number, digits]) => round(number!, digits ?? null)),
  define('any', one, ([items]) => hasTruth(items!, true)),
  define('all', one, ([items]) => !hasTruth(items!, false)),
  raw('sorted', ({ values, named }) => {
    between(1, 1)({ values, named: undefined }, 'sorted', '');
    const [items, key = null, reverse = false] = SORTED({ values, named }, 'sort', '');
    return sorted(items!, key, reverse);
  }),
  define('isinstance', between(2, 2), ([value, types]) => isInstance(value!, types!)),
  define('repr', one, ([value]) => toReprText(value!)),
  define('ascii', one, ([value]) => toAscii(value!)),
  define('format', between(1, 2), ([value, spec = '']) =>
    formatValue(value!, textArgument(spec, 'format() argument 2 must be str')),
  ),
  define('divmod', between(2, 2), ([a, b]) => divide(a!, b!)),
  define('pow', named(['base', 'exp', 'mod'], 2), ([base, exponent, modulus]) => pow(base!, exponent!, modulus)),
  define('ord', one, ([character]) => ord(character!)),
  define('chr', one, ([code]) => chr(code!)),
  define('hex', one, ([value]) => inBase(value!, 16, '0x')),
  define('oct', one, ([value]) => inBase(value!, 8, '0o')),
  define('bin', one, ([value]) => inBase(value!, 2, '0b')),
  define('iter', one, ([items]) => iter(items!)),
  define('next', between(1, 2), ([iterator, fallback]) => next(iterator!, fallback)),
]);

const SORTED = named(['iterable', 'key', 'reverse'], 1, 1);

function toAscii(value: Value): string {
  const text = escapeBeyondAscii(toReprText(value));
  allowText(text.length);
  return text;
}

/** Is there an item with this truth? Looks no further than the first. */
function hasTruth(items: Value, truth: boolean): boolean {
  for (const item of iterate(items)) {
    if (isTruthy(item) === truth) return true;
  }
  return false;
}

function length(value: Value): number {
  const size = typeof value === 'string' ? textLength(value) : sizeOf(value);
  if (size === undefined) throw typeError(`object of type '${typeName(value)}' has no len()`);
  return size;
}

function absolute(value: Value): Value {
  if (value instanceof TimeDelta) return value.days < 0 ? UNARY['-'](value) : value;
  if (!isNumeric(value)) throw typeError(`bad operand type for abs(): '${typeName(value)}'`);
  return Number(value) < 0 || Object.is(Number(value), -0) ? UNARY['-'](value) : UNARY['+'](value);
}

function sum(items: Value, start: Value): Value {
  if (typeof start === 'string') throw typeError("sum() can't sum strings [use ''.join(seq) instead]");
  let total: Value = start;
  for (const item of iterate(items)) total = add(total, item);
  return total;
}
