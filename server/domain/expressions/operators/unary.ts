import { makeDelta } from '../datetime/make.ts';
import { TimeDelta } from '../datetime/moments.ts';
import { typeError } from '../evaluation-error.ts';
import { typeName, type Value } from '../value.ts';
import { isInt, isNumeric, toBig, toDouble, toFloat, toInt } from '../values/numbers.ts';
import { invert } from './bitwise.ts';

export type UnaryOperator = '-' | '+' | '~';

/** Python's unary operators on numbers; a bool becomes an int. */
export const UNARY: Readonly<Record<UnaryOperator, (a: Value) => Value>> = {
  '-': (a) => {
    if (isInt(a)) return typeof a === 'bigint' ? toInt(-a) : -Number(a) + 0;
    if (a instanceof TimeDelta) return makeDelta(-a.total);
    if (!isNumeric(a)) throw badOperand('-', a);
    return toFloat(-toDouble(a));
  },
  '+': (a) => {
    if (a instanceof TimeDelta) return a;
    if (!isNumeric(a)) throw badOperand('+', a);
    return typeof a === 'boolean' ? toInt(toBig(a)) : a;
  },
  '~': invert,
};

function badOperand(operator: UnaryOperator, value: Value): Error {
  return typeError(`bad operand type for unary ${operator}: '${typeName(value)}'`);
}
