/**
 * JSON as Python writes and reads it: `NaN`, `Infinity`, integers of any size, and the difference between `1` and
 * `1.0`. JavaScript's own parser does the work where it loses nothing; ours takes the texts where it would.
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

const MAX_DEPTH = 1_000;

/** A float with an integral value, as Python writes it. */
const INTEGRAL_FLOAT = /\.0+(?![0-9])/;
/** A long integer, an exponent or a negative zero, where a value may stand. */
const LONG_OR_EXPONENT = /[:,[\s]-?(?:[0-9]{16}|[0-9.]+[eE]|0(?<=-0)(?![0-9.]))/;

/** Parses JSON text, Python's extensions included. Throws a SyntaxError with the offset. */
export function parseJson(text: string): JsonValue {
  return isLossy(text) ? new JsonParser(text).parse() : (JSON.parse(text) as JsonValue);
}

/**
 * Would JavaScript's parser lose something of this text? A false alarm costs only time. Looking for fixed texts costs a
 * tenth of a regular expression, and this is asked for every payload.
 */
function isLossy(text: string): boolean {
  return (
    (text.includes('.0') && INTEGRAL_FLOAT.test(text)) ||
    LONG_OR_EXPONENT.test(text) ||
    text.includes('NaN') ||
    text.includes('Infinity') ||
    isNumberAlone(text)
  );
}

function isNumberAlone(text: string): boolean {
  return text < ':' && /^[-0-9]/.test(text);
}

/** A Python float as a value: boxed when JavaScript could not tell it from an int. */
export function toFloat(value: number): number | Float {
  return Number.isInteger(value) ? new Float(value) : value;
}

/** A Python int as a value: a number while it is exact, else a bigint. */
export function toInt(value: bigint): number | bigint {
  return value >= -9007199254740991n && value <= 9007199254740991n ? Number(value) : value;
}

class JsonParser {
  readonly text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.text = text;
  }

  parse(): JsonValue {
    const value = this.#value();
    this.#space();
    if (this.#at < this.text.length) this.#fail('Unexpected text after the value');
    return value;
  }

  #value(): JsonValue {
    this.#space();
    const char = this.text[this.#at];
    if (char === '{') return this.#nested(() => this.#object());
    if (char === '[') return this.#nested(() => this.#array());
    if (char === '"') return this.#string();
    return char !== undefined && char >= '0' && char <= '9' ? this.#number() : this.#word();
  }

  #word(): JsonValue {
    for (const [word, value] of WORDS) {
      if (this.text.startsWith(word, this.#at)) {
        this.#at += word.length;
        return value;
      }
    }
    return this.#number();
  }

  #nested<T>(read: () => T): T {
    if (++this.#depth > MAX_DEPTH) this.#fail(`Nested deeper than ${MAX_DEPTH} levels`);
    this.#at++;
    const value = read();
    this.#depth--;
    return value;
  }

  #object(): JsonObject {
    const object: Record<string, JsonValue> = {};
    if (this.#take('}')) return object;
    do {
      this.#space();
      if (this.text[this.#at] !== '"') this.#fail('Expected a key in double quotes');
      const key = this.#string();
      if (!this.#take(':')) this.#fail("Expected ':'");
      const value = this.#value();
      if (key === '__proto__') {
        Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
      } else {
        object[key] = value;
      }
    } while (this.#take(','));
    if (!this.#take('}')) this.#fail("Expected ',' or '}'");
    return object;
  }

  #array(): JsonValue[] {
    const array: JsonValue[] = [];
    if (this.#take(']')) return array;
    do array.push(this.#value());
    while (this.#take(','));
    if (!this.#take(']')) this.#fail("Expected ',' or ']'");
    return array;
  }

  /** Finds the closing quote; the escapes are left to JSON.parse. */
  #string(): string {
    const start = this.#at;
    let end = start;
    do {
      end = this.text.indexOf('"', end + 1);
      if (end < 0) this.#fail('Unterminated string');
    } while (isEscaped(this.text, start, end));
    this.#at = end + 1;
    const plain = this.text.slice(start + 1, end);
    if (!NOT_PLAIN.test(plain)) return plain;
    try {
      return JSON.parse(`"${plain}"`) as string;
    } catch {
      this.#at = start;
      return this.#fail('Bad character or escape in a string');
    }
  }

  #number(): JsonValue {
    NUMBER.lastIndex = this.#at;
    const match = NUMBER.exec(this.text);
    if (!match) return this.#fail(this.#at < this.text.length ? 'Unexpected character' : 'Unexpected end of text');
    this.#at += match[0].length;
    if (match[1] === undefined) return toInt(BigInt(match[0]));
    return toFloat(Number(match[0]));
  }

  #take(char: string): boolean {
    this.#space();
    if (this.text[this.#at] !== char) return false;
    this.#at++;
    return true;
  }

  #space(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.#at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      this.#at++;
    }
  }

  #fail(reason: string): never {
    throw new SyntaxError(`${reason} at offset ${this.#at}`);
  }
}

const WORDS: readonly (readonly [string, JsonValue])[] = [
  ['null', null],
  ['true', true],
  ['false', false],
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
];

/** What must not stand in a string, or means something else there. */
const NOT_PLAIN = /[\\\p{Cc}]/u;

/** Group 1 is there when the number is a float. */
const NUMBER = /-?(?:0|[1-9][0-9]*)((?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)|\.[0-9]+)?/y;

function isEscaped(text: string, start: number, quote: number): boolean {
  let slashes = 0;
  for (let at = quote - 1; at > start && text[at] === '\\'; at--) slashes++;
  return slashes % 2 === 1;
}

/** JSON text in the shape of Python's `json.dumps`: `", "` and `": "`, `\uXXXX` beyond ASCII, `NaN` allowed. */
export function toJsonText(value: JsonValue): string {
  switch (typeof value) {
    case 'string':
      return asciiString(value);
    case 'number':
      return Number.isInteger(value) ? String(value) : floatText(value);
    case 'bigint':
    case 'boolean':
      return String(value);
    default:
  }
  if (value === null) return 'null';
  if (value instanceof Float) return floatText(value.value);
  if (isJsonArray(value)) return `[${value.map(toJsonText).join(', ')}]`;
  const entries = Object.entries(value).map(([key, item]) => `${asciiString(key)}: ${toJsonText(item)}`);
  return `{${entries.join(', ')}}`;
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

/** `JSON.stringify`'s text for one string, with everything beyond ASCII escaped. */
function asciiString(text: string): string {
  return JSON.stringify(text).replace(/[\u007f-\uffff]/g, (unit) => {
    return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/** A float as Python's `repr` prints it: `1.0`, `0.1`, `1e+16`, `1e-05`; and `NaN`, `Infinity` as its JSON does. */
export function floatText(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  const [digits, power] = value.toExponential().split('e') as [string, string];
  const exponent = Number(power);
  if (exponent < -4 || exponent >= 16) {
    return `${digits}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
  }
  const text = value.toString();
  return text.includes('.') ? text : `${text}.0`;
}
