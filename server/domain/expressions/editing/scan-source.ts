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
  let brackets: number[] = [];
  let start = from;
  let at = from;
  while (at < offset) {
    const character = source[at]!;
    if (character === '"' || character === "'") {
      const quote = source.startsWith(character.repeat(3), at) ? character.repeat(3) : character;
      const end = endOfText(source, at, quote);
      if (end <= offset) {
        at = end;
        continue;
      }
      const field = isFormat(source, at) ? openField(source, at + quote.length, offset) : undefined;
      if (field === undefined) return { text: { from: at, quote }, brackets, start };
      start = field;
      brackets = [];
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

/** Behind the closing quote; the source's length and more when it is missing. */
function endOfText(source: string, from: number, quote: string): number {
  for (let at = from + quote.length; at < source.length; at++) {
    if (source[at] === '\\') at++;
    else if (source.startsWith(quote, at)) return at + quote.length;
  }
  return Number.POSITIVE_INFINITY;
}

function isFormat(source: string, quote: number): boolean {
  return /(?:^|[^\w])(?:f|rf|fr)$/i.test(source.slice(Math.max(0, quote - 3), quote));
}

/** Where the operand begins that ends at an offset: `event_data['a'].get('b')` in front of a dot. */
export function startOfOperand(source: string, end: number, from: number): number {
  let at = end;
  for (;;) {
    const before = at;
    const character = source[at - 1];
    if (at <= from || character === undefined) return at;
    if (character === ')' || character === ']') at = matchingOpen(source, at - 1, from);
    else if (character === '"' || character === "'") at = source.lastIndexOf(character, at - 2);
    else {
      while (at > from && /[\p{L}\p{N}_]/u.test(source[at - 1]!)) at--;
    }
    if (at < from || at === before) return before;
    const after = source[at];
    // An operand goes on to the left through a dot, or from a bracket to what it belongs to.
    if (source[at - 1] === '.' && at - 1 > from) at--;
    else if (!((after === '(' || after === '[') && /[\p{L}\p{N}_)\]]/u.test(source[at - 1] ?? ''))) return at;
  }
}

function matchingOpen(source: string, close: number, from: number): number {
  let depth = 0;
  for (let at = close; at >= from; at--) {
    const character = source[at]!;
    if (')]}'.includes(character)) depth++;
    else if ('([{'.includes(character) && --depth === 0) return at;
  }
  return from - 1;
}
