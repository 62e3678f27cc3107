import { valueError } from '../evaluation-error.ts';
import { allowText } from '../limits.ts';
import { quoteText } from '../values/quote-text.ts';
import { textLength } from '../values/text.ts';

/** A parsed format specification: `[[fill]align][sign][z][#][0][width][,][.precision][type]`. */
export interface FormatSpec {
  readonly fill: string;
  /** `=` puts the fill between sign and digits; empty when the spec names none. */
  readonly align: '<' | '>' | '=' | '^' | '';
  readonly sign: '+' | '-' | ' ' | '';
  /** `z`: what is rounded to a negative zero is shown without its sign. */
  readonly plainZero: boolean;
  readonly alternate: boolean;
  readonly width: number;
  readonly grouping: ',' | '_' | '';
  readonly precision: number | undefined;
  /** One letter, or empty. */
  readonly type: string;
}

const SPEC = /^(?:(.)?([<>=^]))?([+\- ]?)(z?)(#?)(0?)(\d{0,9})([,_]?)(?:\.(\d{1,9}))?([a-zA-Z%]?)$/su;

/** Reads the specification for a value of a type. Throws Python's ValueError. */
export function parseFormatSpec(text: string, type: string): FormatSpec {
  const match = SPEC.exec(text);
  if (!match) throw valueError(describeMistake(text, type));
  const [, fill, align, sign, plainZero, alternate, zero, width, grouping, precision, letter] = match;
  const spec = {
    fill: fill ?? (zero ? '0' : ' '),
    // Zeros go between the sign and the digits of a number, and after a text.
    align: (align ?? (zero && type !== 'str' ? '=' : '')) as FormatSpec['align'],
    sign: sign as FormatSpec['sign'],
    plainZero: plainZero !== '',
    alternate: alternate !== '',
    width: Number(width),
    grouping: grouping as FormatSpec['grouping'],
    precision: precision === undefined ? undefined : Number(precision),
    type: letter!,
  };
  checkGrouping(spec.grouping, spec.type || (type === 'str' ? 's' : ''));
  allowText(Math.max(spec.width, spec.precision ?? 0));
  return spec;
}

function describeMistake(text: string, type: string): string {
  if (/,_|_,/.test(text)) return "Cannot specify both ',' and '_'.";
  if (/\.(?!\d)/.test(text)) return 'Format specifier missing precision';
  return `Invalid format specifier ${quoteText(text)} for object of type '${type}'`;
}

/** Thousands are set apart in decimals; binary, octal and hexadecimal digits by `_` only. */
function checkGrouping(grouping: string, letter: string): void {
  if (grouping === '' || 'deEfFgG%'.includes(letter) || (grouping === '_' && 'boxX'.includes(letter))) return;
  throw valueError(`Cannot specify '${grouping}' with '${letter}'.`);
}

/** Fills a text up to the spec's width; `natural` is the side for a spec that names none. */
export function pad(text: string, spec: FormatSpec, natural: '<' | '>'): string {
  const missing = spec.width - textLength(text);
  if (missing <= 0) return text;
  const align = spec.align === '' ? natural : spec.align;
  const left = align === '<' ? 0 : align === '^' ? Math.floor(missing / 2) : missing;
  return spec.fill.repeat(left) + text + spec.fill.repeat(missing - left);
}
