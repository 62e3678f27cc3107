import type { Value } from '../value.ts';
import type { Bound, Signature } from './signature.ts';

/** A method of one of Python's types. */
export interface Method<Self extends Value = Value> {
  readonly signature: Signature;
  readonly run: (self: Self, args: Bound) => Value;
}

export type Methods<Self extends Value> = Readonly<Record<string, Method<Self>>>;
