import type { Span } from '../expression.ts';

const QUOTES = '“”„‟«»‘’‚‛´';
/** Operators as word processors and mathematicians write them. */
const OPERATORS: ReadonlyMap<string, string> = new Map([
  ['≥', '>='],
  ['≤', '<='],
  ['≠', '!='],
  ['×', '*'],
  ['÷', '/'],
  ['−', '-'],
  ['–', '-'],
  ['—', '-'],
]);
/** Spaces that are none to Python, some of them invisible: they come with text copied from pages and chats. */
const SPACES = '\u00a0\u1680\u2000-\u200f\u2028-\u202f\u205f\u2060\u3000\ufeff';
const FOREIGN = new RegExp(`[${QUOTES}${[...OPERATORS.keys()].join('')}${SPACES}]`);

/** The first character that looks like one of Python's and is another, with what to write. Texts are masked already. */
export function findForeignCharacter(masked: string): { readonly place: Span; readonly hint: string } | undefined {
  const match = FOREIGN.exec(masked);
  if (!match) return undefined;
  const [character] = match;
  return { place: { from: match.index, to: match.index + 1 }, hint: hintFor(character) };
}

function hintFor(character: string): string {
  if (QUOTES.includes(character)) return `texts are quoted with ' or ", not with ${character}`;
  const operator = OPERATORS.get(character);
  if (operator) return `use '${operator}' instead of '${character}'`;
  const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  return `a special space stands here (U+${code}): write a plain one`;
}
