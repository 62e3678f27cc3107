import { FUNCTIONS } from '../builtins/functions.ts';
import { TYPES } from '../builtins/types.ts';
import { TIME_TYPES } from '../datetime/types.ts';
import type { Value } from '../value.ts';

/** Python's own names: functions and types. */
export const BUILTINS: ReadonlyMap<string, Value> = new Map<string, Value>([
  ...FUNCTIONS,
  ...TYPES.map((type): [string, Value] => [type.name, type]),
  ...TIME_TYPES,
]);
