import type { Arguments, Value } from '../value.ts';
import type { Bound, Signature } from './signature.ts';

/** A method of one of Python's types. */
export type Method<Self extends Value = Value> =
  | { readonly signature: Signature; readonly run: (self: Self, args: Bound) => Value }
  /** One that takes any arguments, by position and by name. */
  | { readonly runWithAll: (self: Self, args: Arguments) => Value };

export type Methods<Self extends Value> = Readonly<Record<string, Method<Self>>>;
