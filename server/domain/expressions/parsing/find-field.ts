import { syntaxError } from '../bad-expression.ts';
import type { Span } from '../expression.ts';

/** Where the parts of `{value!r:spec}` are. */
export interface FieldPlace extends Span {
  readonly valueEnd: number;
  readonly conversion: 'r' | 's' | 'a' | undefined;
  readonly spec: Span | undefined;
}

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
const CONVERSION = /!(\w*)\s*/y;

/** Finds the end of the field that opens at `from`: the brace that is in no text and in no other bracket. */
export function findField(source: string, from: number, limit: number): FieldPlace {
  const open: string[] = [];
  let at = from + 1;
  for (; at < limit; at++) {
    const character = source[at]!;
    if (character === '"' || character === "'") at = endOfText(source, at, limit) - 1;
    else if (CLOSING[character]) open.push(CLOSING[character]);
    else if (character === open.at(-1)) open.pop();
    else if (open.length === 0 && endsValue(source, at)) break;
  }
  if (at >= limit) throw unclosed(source, from);
  const valueEnd = at;
  const conversion = conversionAt(source, at);
  at = conversion.end;
  if (source[at] === '}') return { from, to: at + 1, valueEnd, conversion: conversion.letter, spec: undefined };
  if (source[at] !== ':' || at >= limit) throw unclosed(source, from);
  const end = endOfSpec(source, at + 1, limit);
  if (end === undefined) throw unclosed(source, from);
  return { from, to: end + 1, valueEnd, conversion: conversion.letter, spec: { from: at + 1, to: end } };
}

function endsValue(source: string, at: number): boolean {
  const character = source[at];
  return character === '}' || character === ':' || (character === '!' && source[at + 1] !== '=');
}

function conversionAt(source: string, at: number): { letter: FieldPlace['conversion']; end: number } {
  CONVERSION.lastIndex = at;
  const match = CONVERSION.exec(source);
  if (!match) return { letter: undefined, end: at };
  const letter = match[1];
  if (letter === 'r' || letter === 's' || letter === 'a') return { letter, end: at + match[0].length };
  const hint = letter === '' || letter!.length > 1 ? "use 'not' instead of '!'" : 'only !r, !s and !a are known';
  throw syntaxError(source, { from: at, to: at + 1 }, hint);
}

/** The offset after a text's closing quote; the limit when there is none. */
function endOfText(source: string, from: number, limit: number): number {
  const single = source[from]!;
  const quote = source.startsWith(single.repeat(3), from) ? single.repeat(3) : single;
  for (let at = from + quote.length; at < limit; at++) {
    if (source[at] === '\\') at++;
    else if (source.startsWith(quote, at)) return at + quote.length;
  }
  return limit;
}

function endOfSpec(source: string, from: number, limit: number): number | undefined {
  let depth = 0;
  for (let at = from; at < limit; at++) {
    if (source[at] === '{') depth++;
    else if (source[at] === '}' && depth-- === 0) return at;
  }
  return undefined;
}

function unclosed(source: string, from: number) {
  return syntaxError(
    source,
    { from, to: from + 1 },
    "the '}' that closes this part is missing; '{{' is the brace itself",
  );
}
