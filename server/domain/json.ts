/**
 * JSON values as Python means them: `NaN`, `Infinity`, integers of any size, and the difference between `1` and `1.0`.
 * `parse-json.ts` reads them, `json-text.ts` writes them.
 */

/** A Python float that has an integral value (`1.0`). Every other float is a plain, non-integral JavaScript number. */
export class Float {
  readonly value: number;
  constructor(value: number) {
    this.value = value;
  }
  valueOf(): number {
    return this.value;
  }
  /** Plain JSON for whoever serialises without us. */
  toJSON(): number {
    return this.value;
  }
}

/**
 * A JSON value. A `number` is a Python int when it is a safe integer and a float when it is not integral (NaN and the
 * infinities included); integers beyond 2^53 are `bigint`; floats with an integral value are `Float`.
 */
export type JsonValue = null | boolean | number | bigint | string | Float | readonly JsonValue[] | JsonObject;

/** Own keys only: a key may be called `__proto__`, so read it with `Object.hasOwn`. */
export type JsonObject = { readonly [key: string]: JsonValue };

/** A Python float as a value: boxed when JavaScript could not tell it from an int. */
export function toFloat(value: number): number | Float {
  return Number.isInteger(value) ? new Float(value) : value;
}

/** A Python int as a value: a number while it is exact, else a bigint. */
export function toInt(value: bigint): number | bigint {
  return value >= -9007199254740991n && value <= 9007199254740991n ? Number(value) : value;
}

export function isJsonArray(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Float);
}

/** The same value, numbers compared as numbers (`1` equals `1.0`), NaN equal to itself, key order ignored. */
export function jsonEquals(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (a === b) return true;
  if (isJsonNumber(a) && isJsonNumber(b)) return sameNumber(a.valueOf(), b.valueOf());
  if (isJsonArray(a) && isJsonArray(b)) {
    return a.length === b.length && a.every((item, index) => jsonEquals(item, b[index]));
  }
  if (!isJsonObject(a) || !isJsonObject(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && jsonEquals(a[key], b[key]))
  );
}

function sameNumber(a: number | bigint, b: number | bigint): boolean {
  // biome-ignore lint/suspicious/noDoubleEquals: == compares a bigint with a number exactly
  return a == b || (Number.isNaN(a) && Number.isNaN(b));
}

function isJsonNumber(value: JsonValue | undefined): value is number | bigint | Float {
  return typeof value === 'number' || typeof value === 'bigint' || value instanceof Float;
}
