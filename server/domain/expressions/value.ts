import type { JsonValue } from '../json.ts';

/** Anything an expression can yield. */
export type Value = JsonValue;
