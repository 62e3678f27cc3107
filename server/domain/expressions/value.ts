import { Float, type JsonObject } from '../json.ts';
import type { Moment } from './datetime/moments.ts';

/**
 * Anything an expression can yield. JSON stays as it is (see `json.ts` for how numbers tell int from float); what only
 * Python has is a `PythonObject`. Values are never changed once made.
 */
export type Value =
  | null
  | boolean
  | number
  | bigint
  | string
  | Float
  | readonly Value[]
  | JsonObject
  | Tuple
  | SetValue
  | Dict
  | DictView
  | Range
  | Iteration
  | TypeObject
  | Callable
  | Moment;

/** What Python calls a hashable value, made so that equal values give the same JavaScript map key. */
export type Key = string | number | bigint | null | object;

export abstract class PythonObject {
  /** What `type(x).__name__` says. */
  abstract readonly type: string;
}

export class Tuple extends PythonObject {
  readonly type = 'tuple';
  readonly items: readonly Value[];
  constructor(items: readonly Value[]) {
    super();
    this.items = items;
  }
}

export class SetValue extends PythonObject {
  readonly type = 'set';
  readonly members: ReadonlyMap<Key, Value>;
  constructor(members: ReadonlyMap<Key, Value>) {
    super();
    this.members = members;
  }
}

/** A dict that the expression made: any hashable keys, in order. Dicts of a payload are plain objects. */
export class Dict extends PythonObject {
  readonly type = 'dict';
  readonly entries: ReadonlyMap<Key, readonly [Value, Value]>;
  constructor(entries: ReadonlyMap<Key, readonly [Value, Value]>) {
    super();
    this.entries = entries;
  }
}

/** What `d.keys()`, `d.values()` and `d.items()` give. */
export class DictView extends PythonObject {
  readonly type: 'dict_keys' | 'dict_values' | 'dict_items';
  readonly dict: JsonObject | Dict;
  constructor(type: DictView['type'], dict: JsonObject | Dict) {
    super();
    this.type = type;
    this.dict = dict;
  }
}

/** The bounds are safe integers. */
export class Range extends PythonObject {
  readonly type = 'range';
  readonly start: number;
  readonly stop: number;
  readonly step: number;
  constructor(start: number, stop: number, step: number) {
    super();
    this.start = start;
    this.stop = stop;
    this.step = step;
  }
  get length(): number {
    return Math.max(0, Math.ceil((this.stop - this.start) / this.step));
  }
}

/** A generator, `zip` or `enumerate`: can be walked once. */
export class Iteration extends PythonObject {
  readonly type: string;
  readonly items: Iterator<Value, void>;
  constructor(type: string, items: Iterator<Value, void>) {
    super();
    this.type = type;
    this.items = items;
  }
}

/** The arguments of a call. */
export interface Arguments {
  readonly values: readonly Value[];
  /** Undefined when there are none. */
  readonly named: ReadonlyMap<string, Value> | undefined;
}

/** `int`, `str`, `dict` …: called to convert, compared with `type(x)`, given to `isinstance`. */
export class TypeObject extends PythonObject {
  readonly type = 'type';
  readonly name: string;
  /** Undefined for types without a constructor here, such as NoneType. */
  readonly construct: ((args: Arguments) => Value) | undefined;
  /** What the type itself holds: `datetime.fromisoformat`, `timezone.utc`. */
  readonly statics: Map<string, Value>;
  constructor(name: string, construct?: (args: Arguments) => Value, statics = new Map<string, Value>()) {
    super();
    this.name = name;
    this.construct = construct;
    this.statics = statics;
  }
}

/** A builtin function, or a method with the value that it belongs to. */
export class Callable extends PythonObject {
  readonly type = 'builtin_function_or_method';
  /** As Python's repr has it: `built-in function len`. */
  readonly label: string;
  readonly call: (args: Arguments) => Value;
  constructor(label: string, call: (args: Arguments) => Value) {
    super();
    this.label = label;
    this.call = call;
  }
}

/** `int`, `float`, `str`, `dict`, `list`, `NoneType`, `bool`, `tuple` …, as Python's errors name them. */
export function typeName(value: Value): string {
  switch (typeof value) {
    case 'string':
      return 'str';
    case 'number':
      return Number.isInteger(value) ? 'int' : 'float';
    case 'boolean':
      return 'bool';
    case 'bigint':
      return 'int';
    default:
  }
  if (value === null) return 'NoneType';
  if (value instanceof Float) return 'float';
  if (value instanceof PythonObject) return value.type;
  return Array.isArray(value) ? 'list' : 'dict';
}

export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

/** A dict of a payload or a state: what JSON and folds make. Asked so often that it must be one look. */
export function isPlainDict(value: Value): value is JsonObject {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

export function isDict(value: Value): value is JsonObject | Dict {
  return value instanceof Dict || isPlainDict(value);
}
