/** A text literal that is open at an offset. */
export interface OpenText {
  /** The offset of its opening quote, prefix not counted. */
  readonly from: number;
  readonly quote: string;
}

/** What surrounds an offset of a source that may be half written. */
export interface Surroundings {
  readonly text: OpenText | undefined;
  /** The offsets of the brackets that are open, outermost first. */
  readonly brackets: readonly number[];
  /** Where the expression begins that the offset lies in: inside a field of an f-string, after its brace. */
  readonly start: number;
}

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** Reads from `from` up to the offset, minding texts, brackets and the fields of f-strings. */
export function surroundingsOf(source: string, offset: number, from = 0): Surroundings {
  const brackets: number[] = [];
  let start = from;
  let at = from;
  while (at < offset) {
    const character = source[at]!;
    if (character === '"' || character === "'") {
      const end = endOfText(source, at);
      if (end <= offset) {
        at = end;
        continue;
      }
      // Within the three quotes that begin a text only the first was passed.
      const whole = quoteAt(source, at);
      const quote = at + whole.length > offset ? character : whole;
      const field = isFormat(source, at) ? openField(source, at + quote.length, offset) : undefined;
      if (field === undefined) return { text: { from: at, quote }, brackets, start };
      start = field;
      at = field;
      continue;
    }
    if (CLOSING[character]) brackets.push(at);
    else if (')]}'.includes(character)) brackets.pop();
    at++;
  }
  return { text: undefined, brackets, start };
}

/** In a log message only the `{…}` fields are expressions: where the one begins that the offset lies in. */
export function openField(source: string, from: number, offset: number): number | undefined {
  let start: number | undefined;
  for (let at = from; at < offset; at++) {
    const character = source[at];
    if (start === undefined && character === '{') {
      if (source[at + 1] === '{') at++;
      else start = at + 1;
    } else if (start !== undefined && character === '}') start = undefined;
  }
  return start;
}

/** Behind a colon or an exclamation mark a field holds no expression any more, but how its value is written. */
export function isInFormat(source: string, start: number, offset: number): boolean {
  let depth = 0;
  for (let at = start; at < offset; at++) {
    const character = source[at]!;
    if (character === '"' || character === "'") at = endOfText(source, at) - 1;
    else if (CLOSING[character]) depth++;
    else if (')]}'.includes(character)) depth--;
    else if (depth === 0 && (character === ':' || (character === '!' && source[at + 1] !== '='))) return true;
  }
  return false;
}

/** Behind the closing quote of the text that begins here; infinite when it is missing. */
export function endOfText(source: string, from: number): number {
  const quote = quoteAt(source, from);
  for (let at = from + quote.length; at < source.length; at++) {
    if (source[at] === '\\') at++;
    else if (source.startsWith(quote, at)) return at + quote.length;
  }
  return Number.POSITIVE_INFINITY;
}

function quoteAt(source: string, at: number): string {
  const quote = source[at]!;
  return source.startsWith(quote.repeat(3), at) ? quote.repeat(3) : quote;
}

function isFormat(source: string, quote: number): boolean {
  return /(?:^|[^\w])(?:f|rf|fr)$/i.test(source.slice(Math.max(0, quote - 3), quote));
}
