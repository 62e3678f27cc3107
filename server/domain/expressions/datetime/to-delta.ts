import { EvaluationError, typeError, valueError } from '../evaluation-error.ts';
import type { Bound } from '../methods/signature.ts';
import { typeName } from '../value.ts';
import { isInt, isNumeric, toBig } from '../values/numbers.ts';
import { makeDelta } from './make.ts';
import { MICROS_A_DAY, MICROS_A_SECOND, type TimeDelta } from './moments.ts';

/** The parameters of `timedelta(…)`. */
export const UNITS = ['days', 'seconds', 'microseconds', 'milliseconds', 'minutes', 'hours', 'weeks'] as const;
/** In the order in which CPython adds them up, with their microseconds. */
const MICROS: readonly (readonly [(typeof UNITS)[number], number])[] = [
  ['microseconds', 1],
  ['milliseconds', 1_000],
  ['seconds', MICROS_A_SECOND],
  ['minutes', 60 * MICROS_A_SECOND],
  ['hours', 3_600 * MICROS_A_SECOND],
  ['days', MICROS_A_DAY],
  ['weeks', 7 * MICROS_A_DAY],
];

/** Whole parts are added exactly, fractions as doubles, and what is left over is rounded to the even microsecond. */
export function toDelta(args: Bound): TimeDelta {
  let total = 0n;
  let leftover = 0;
  for (const [unit, micros] of MICROS) {
    const amount = args[UNITS.indexOf(unit)];
    if (amount === undefined) continue;
    if (!isNumeric(amount)) throw typeError(`unsupported type for timedelta ${unit} component: ${typeName(amount)}`);
    if (isInt(amount)) {
      total += toBig(amount) * BigInt(micros);
      continue;
    }
    const float = Number(amount);
    if (Number.isNaN(float)) throw valueError('cannot convert float NaN to integer');
    if (!Number.isFinite(float)) throw new EvaluationError('OverflowError', 'cannot convert float infinity to integer');
    const whole = Math.trunc(float);
    const fraction = (float - whole) * micros;
    total += BigInt(whole) * BigInt(micros) + BigInt(Math.trunc(fraction));
    leftover += fraction - Math.trunc(fraction);
  }
  return makeDelta(total + BigInt(roundToEven(leftover, (total & 1n) === 1n)));
}

function roundToEven(value: number, isTotalOdd: boolean): number {
  const odd = isTotalOdd ? 1 : 0;
  const nearest = Math.sign(value) * Math.round(Math.abs(value));
  if (Math.abs(nearest - value) !== 0.5) return nearest;
  const half = (value + odd) * 0.5;
  return 2 * Math.sign(half) * Math.round(Math.abs(half)) - odd;
}
