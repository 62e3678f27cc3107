import type { Range, Value } from '../value.ts';
import { isNumeric } from './numbers.ts';

/** Where a value stands in a range, without walking it; -1 when it does not. */
export function rangeIndex(range: Range, item: Value): number {
  if (!isNumeric(item) || !Number.isInteger(Number(item))) return -1;
  const distance = Number(item) - range.start;
  const index = distance / range.step;
  return distance % range.step === 0 && index >= 0 && index < range.length ? index + 0 : -1;
}
