import type { Float } from '../../json.ts';
import { EvaluationError, valueError } from '../evaluation-error.ts';
import { spendOnCharacters } from '../limits.ts';
import { Tuple } from '../value.ts';
import { bitLength, decompose, type Int, toBig, toFloat, toInt } from '../values/numbers.ts';
import type { Methods } from './method.ts';
import { none } from './signature.ts';

export const INT_METHODS: Methods<Int> = {
  bit_length: { signature: none, run: (int) => bitLength(toBig(int)) },
  bit_count: { signature: none, run: (int) => bitCount(toBig(int)) },
  conjugate: { signature: none, run: (int) => toInt(toBig(int)) },
  as_integer_ratio: { signature: none, run: (int) => new Tuple([toInt(toBig(int)), 1]) },
};

export const FLOAT_METHODS: Methods<number | Float> = {
  is_integer: { signature: none, run: (float) => Number.isInteger(Number(float)) },
  conjugate: { signature: none, run: (float) => toFloat(Number(float)) },
  as_integer_ratio: { signature: none, run: (float) => integerRatio(Number(float)) },
};

function bitCount(value: bigint): number {
  spendOnCharacters(bitLength(value));
  return value.toString(2).replaceAll(/[^1]/g, '').length;
}

function integerRatio(value: number): Tuple {
  if (Number.isNaN(value)) throw valueError('cannot convert NaN to integer ratio');
  if (!Number.isFinite(value)) throw new EvaluationError('OverflowError', 'cannot convert Infinity to integer ratio');
  let [above, exponent] = decompose(value);
  while (above !== 0n && exponent < 0 && (above & 1n) === 0n) {
    above >>= 1n;
    exponent++;
  }
  if (above === 0n) return new Tuple([0, 1]);
  if (exponent >= 0) return new Tuple([toInt(above << BigInt(exponent)), 1]);
  return new Tuple([toInt(above), toInt(1n << BigInt(-exponent))]);
}
