import { EvaluationError, typeError, valueError } from '../evaluation-error.ts';
import { countArgument } from '../methods/arguments.ts';
import { typeName, type Value } from '../value.ts';
import {
  bitLength,
  divideToEven,
  type Int,
  isInt,
  isNumeric,
  scaleToInteger,
  toBig,
  toFloat,
  toInt,
} from '../values/numbers.ts';

/** Beyond these many decimals a double has nothing to round. */
const MAX_DECIMALS = 323;
const MIN_DECIMALS = -309;

/** `round(number, ndigits)`: exact, ties to the even digit; an int unless digits are given for a float. */
export function round(value: Value, digits: Value): Value {
  if (!isNumeric(value)) throw typeError(`type ${typeName(value)} doesn't define __round__ method`);
  if (isInt(value)) return digits === null ? toInt(toBig(value)) : roundInt(value, countArgument(digits));
  const double = Number(value);
  if (digits === null) return roundToInt(double);
  const decimals = countArgument(digits);
  if (!Number.isFinite(double) || decimals > MAX_DECIMALS) return value;
  if (decimals < MIN_DECIMALS) return toFloat(double * 0);
  const rounded = Number(`${scaleToInteger(double, decimals)}e${-decimals}`);
  if (!Number.isFinite(rounded)) throw new EvaluationError('OverflowError', 'rounded value too large to represent');
  return toFloat(rounded === 0 && (double < 0 || Object.is(double, -0)) ? -0 : rounded);
}

function roundToInt(double: number): Value {
  if (Number.isNaN(double)) throw valueError('cannot convert float NaN to integer');
  if (!Number.isFinite(double)) throw new EvaluationError('OverflowError', 'cannot convert float infinity to integer');
  return toInt(scaleToInteger(double, 0));
}

function roundInt(value: Int, decimals: number): Value {
  if (decimals >= 0) return toInt(toBig(value));
  const size = Math.ceil((bitLength(toBig(value)) + 1) * Math.log10(2));
  if (-decimals > size) return 0;
  const unit = 10n ** BigInt(-decimals);
  return toInt(divideToEven(toBig(value), unit) * unit);
}
