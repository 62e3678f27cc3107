import { spend, spendOnCharacters, spendOnText } from '../limits.ts';

/** Python counts characters (code points), JavaScript UTF-16 units: the two differ only where there are pairs. */
const PAIR = /[\ud800-\udbff][\udc00-\udfff]/;

function hasPairs(text: string): boolean {
  spend(text.length / UNITS_PER_STEP);
  const found = PAIR.test(text);
  if (found) spendOnCharacters(text.length);
  return found;
}

/** The engine scans a text this much faster than we walk it. */
const UNITS_PER_STEP = 256;

export function textLength(text: string): number {
  return hasPairs(text) ? Array.from(text).length : text.length;
}

/** The characters by index: the text itself when no character takes two units. */
export function characters(text: string): string | readonly string[] {
  return hasPairs(text) ? Array.from(text) : text;
}

/** The text between two character indexes, which are within its bounds. */
export function sliceText(text: string, start: number, end: number): string {
  return hasPairs(text) ? Array.from(text).slice(start, end).join('') : text.slice(start, end);
}

/** The character index of a UTF-16 offset. */
export function characterIndex(text: string, offset: number): number {
  return offset <= 0 ? offset : textLength(text.slice(0, offset));
}

/** Negative, zero or positive, by code points: a pair comes after every single unit. */
export function compareTexts(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  let at = 0;
  while (at < shorter && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  spendOnText(at);
  if (at === shorter) return a.length - b.length;
  return rank(a, at) - rank(b, at);
}

function rank(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  const before = at > 0 ? text.charCodeAt(at - 1) : 0;
  const isSecondHalf = unit >= 0xdc00 && unit <= 0xdfff && before >= 0xd800 && before <= 0xdbff;
  return text.codePointAt(at)! + (isSecondHalf ? 0x10000 : 0);
}
