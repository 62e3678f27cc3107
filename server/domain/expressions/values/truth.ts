import { Float } from '../../json.ts';
import { TimeDelta } from '../datetime/moments.ts';
import { Dict, DictView, isList, isPlainDict, Range, SetValue, Tuple, type Value } from '../value.ts';
import { dictSize } from './dicts.ts';

/** Python's truth: None, False, zeros and empty containers are false. */
export function isTruthy(value: Value): boolean {
  if (typeof value === 'boolean') return value;
  if (value === null || value === 0 || value === '' || value === 0n) return false;
  if (typeof value !== 'object') return true;
  if (isList(value)) return value.length > 0;
  if (value instanceof Float) return value.value !== 0;
  if (isPlainDict(value) || value instanceof Dict) return dictSize(value) > 0;
  if (value instanceof DictView) return dictSize(value.dict) > 0;
  if (value instanceof Tuple) return value.items.length > 0;
  if (value instanceof SetValue) return value.members.size > 0;
  if (value instanceof Range) return value.length > 0;
  if (value instanceof TimeDelta) return value.days !== 0 || value.micros !== 0;
  return true;
}
