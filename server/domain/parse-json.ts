import { type JsonObject, type JsonValue, toFloat, toInt } from './json.ts';

const MAX_DEPTH = 1_000;

/** A float with an integral value, as Python writes it. */
const INTEGRAL_FLOAT = /\.0+(?![0-9])/;
/** A long integer, an exponent or a negative zero, where a value may stand: behind what is neither a word nor a quote. */
const LONG_OR_EXPONENT = /[^"a-zA-Z0-9.-][-0-9](?:[0-9]{15}|[0-9.]*[eE]|(?<=-)0(?![0-9.]))/;

/**
 * Parses JSON text, Python's extensions included. JavaScript's own parser does the work where it loses nothing; ours
 * takes the texts where it would. Throws a SyntaxError with the offset. Who knows already that nothing would be lost says so.
 */
export function parseJson(text: string, isLossless = false): JsonValue {
  if (!isLossless && isLossy(text)) return new JsonParser(text).parse();
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    // Python's NaN and Infinity, or a mistake, which ours names by its offset.
    return new JsonParser(text).parse();
  }
}

/**
 * Would JavaScript's parser lose something of a text that it takes? A false alarm costs only time. Looking for a fixed
 * text costs a tenth of a regular expression, and this is asked for every payload.
 */
export function isLossy(text: string): boolean {
  return (text.includes('.0') && INTEGRAL_FLOAT.test(text)) || LONG_OR_EXPONENT.test(text) || isNumberAlone(text);
}

function isNumberAlone(text: string): boolean {
  return text < ':' && /^[-0-9]/.test(text);
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
