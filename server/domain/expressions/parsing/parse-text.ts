/** The parts of a text literal: `rb'''…'''`. */
export interface TextLiteral {
  /** Lower case, without order: may hold r, b, u, f. */
  readonly prefix: string;
  readonly quote: string;
}

/** Reads how a text literal begins; undefined when it does not end with the same quote. */
export function openingOf(literal: string): TextLiteral | undefined {
  const match = /^([a-z]*)('''|"""|'|")/i.exec(literal)!;
  const [opening, prefix, quote] = match as unknown as [string, string, string];
  const body = literal.slice(opening.length, -quote.length);
  const isClosed = literal.length >= opening.length + quote.length && literal.endsWith(quote);
  return isClosed && !endsInEscape(body) ? { prefix: prefix.toLowerCase(), quote } : undefined;
}

/** An odd number of backslashes at the end takes the quote that follows. */
function endsInEscape(body: string): boolean {
  let slashes = 0;
  while (body[body.length - 1 - slashes] === '\\') slashes++;
  return slashes % 2 === 1;
}

const SIMPLE: Readonly<Record<string, string>> = {
  '\n': '',
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

const ESCAPE = /\\(?:([0-7]{1,3})|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(\r\n|[\s\S]))/g;

/** Thrown for an escape that Python refuses; `at` is the offset in the body. */
export class BadEscape extends Error {
  readonly at: number;
  constructor(at: number, message: string) {
    super(message);
    this.at = at;
  }
}

/** The text that a literal's body stands for. Unknown escapes stay as they are. Throws `BadEscape`. */
export function unescapeText(body: string): string {
  return body.replace(ESCAPE, (whole: string, octal, x, u, wide, other, at: number) => {
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
    const hex = x ?? u ?? wide;
    if (hex !== undefined) return character(Number.parseInt(hex, 16), at);
    if ('xuU'.includes(other))
      throw new BadEscape(at, `\\${other} needs ${{ x: 2, u: 4, U: 8 }[other as 'x']} hex digits`);
    if (other === 'N') throw new BadEscape(at, 'characters by name are not known here: write the character itself');
    if (other === '\r\n' || other === '\r') return '';
    return SIMPLE[other] ?? whole;
  });
}

function character(code: number, at: number): string {
  if (code > 0x10ffff) throw new BadEscape(at, 'there is no such character: the highest is \\U0010ffff');
  return String.fromCodePoint(code);
}
