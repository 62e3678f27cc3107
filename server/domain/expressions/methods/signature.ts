import { typeError } from '../evaluation-error.ts';
import type { Arguments, Value } from '../value.ts';

/** The arguments by parameter; those that were left out are undefined. */
export type Bound = readonly (Value | undefined)[];

/**
 * How a function takes its arguments. Binds them, or throws the TypeError that CPython's way of declaring such a
 * function gives; `name` is the bare name, `owner` the type of a method or empty.
 */
export type Signature = (args: Arguments, name: string, owner: string) => Bound;

/** No arguments: `str.upper() takes no arguments (1 given)`. */
export const none: Signature = (args, name, owner) => {
  refuseNamed(args, name, owner);
  if (args.values.length > 0) {
    throw typeError(`${fullName(name, owner)}() takes no arguments (${args.values.length} given)`);
  }
  return [];
};

/** One argument: `len() takes exactly one argument (0 given)`. */
export const one: Signature = (args, name, owner) => {
  refuseNamed(args, name, owner);
  if (args.values.length !== 1) {
    throw typeError(`${fullName(name, owner)}() takes exactly one argument (${args.values.length} given)`);
  }
  return args.values;
};

/** Positional arguments only: `get expected at least 1 argument, got 0`. */
export function between(min: number, max: number): Signature {
  return (args, name, owner) => {
    refuseNamed(args, name, owner);
    const count = args.values.length;
    if (count >= min && count <= max) return args.values;
    const [bound, wanted] = count < min ? ['at least ', min] : ['at most ', max];
    throw typeError(`${name} expected ${min === max ? '' : bound}${counted(wanted as number)}, got ${count}`);
  };
}

/** As `between`, for functions that complain as `find() takes at least 1 argument (0 given)`. */
export function takes(min: number, max: number): Signature {
  return (args, name, owner) => {
    refuseNamed(args, name, owner);
    refuseCount(args.values.length, min, max, name);
    return args.values;
  };
}

/** Arguments by position or by name; from `positional` on by name only, and those called '' by position only. */
export function named(names: readonly string[], required = 0, positional = names.length): Signature {
  return (args, name) => {
    const count = args.values.length + (args.named?.size ?? 0);
    refuseCount(count > names.length ? count : args.values.length, 0, positional, name);
    if (required > args.values.length && names[args.values.length] === '') {
      throw typeError(`${name}() takes at least ${required} positional argument (${args.values.length} given)`);
    }
    const bound: (Value | undefined)[] = [...args.values];
    for (const [key, value] of args.named ?? []) {
      const at = key === '' ? -1 : names.indexOf(key);
      if (at < 0) throw typeError(`'${key}' is an invalid keyword argument for ${name}()`);
      if (bound[at] !== undefined) {
        throw typeError(`argument for ${name}() given by name ('${key}') and position (${at + 1})`);
      }
      bound[at] = value;
    }
    for (let at = 0; at < required; at++) {
      if (bound[at] === undefined)
        throw typeError(`${name}() missing required argument '${names[at]}' (pos ${at + 1})`);
    }
    return bound;
  };
}

/** Any number of positional arguments. */
export const variadic: Signature = (args, name, owner) => {
  refuseNamed(args, name, owner);
  return args.values;
};

function refuseCount(count: number, min: number, max: number, name: string): void {
  if (count >= min && count <= max) return;
  const [bound, wanted] = count < min ? ['at least', min] : ['at most', max];
  throw typeError(`${name}() takes ${min === max ? 'exactly' : bound} ${counted(wanted as number)} (${count} given)`);
}

function refuseNamed(args: Arguments, name: string, owner: string): void {
  if (args.named) throw typeError(`${fullName(name, owner)}() takes no keyword arguments`);
}

function counted(count: number): string {
  return `${count} argument${count === 1 ? '' : 's'}`;
}

function fullName(name: string, owner: string): string {
  return owner === '' ? name : `${owner.replace('datetime.', '')}.${name}`;
}
