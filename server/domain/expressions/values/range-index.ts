import type { Range, Value } from '../value.ts';
import { isNumeric } from './numbers.ts';

/** Where a value stands in a range, without walking it; -1 when it does not. */
export function rangeIndex(range: Range, item: Value): number {
  if (!isNumeric(item) || !Number.isInteger(Number(item))) return -1;
  const index = (Number(item) - range.start) / range.step;
  return Number.isInteger(index) && index >= 0 && index < range.length ? index + 0 : -1;
}
