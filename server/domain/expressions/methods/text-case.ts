import type { Methods } from './method.ts';
import { none } from './signature.ts';

const CASED = /\p{Cased}/u;

/** `str` methods that change or ask for upper and lower case. */
export const TEXT_CASE: Methods<string> = {
  upper: { signature: none, run: (text) => text.toUpperCase() },
  lower: { signature: none, run: (text) => text.toLowerCase() },
  casefold: { signature: none, run: (text) => Array.from(text, fold).join('') },
  capitalize: { signature: none, run: (text) => capitalize(Array.from(text)) },
  title: { signature: none, run: title },
  swapcase: { signature: none, run: (text) => Array.from(text, swap).join('') },
  islower: { signature: none, run: (text) => CASED.test(text) && !/[\p{Uppercase}\p{Lt}]/u.test(text) },
  isupper: { signature: none, run: (text) => CASED.test(text) && !/[\p{Lowercase}\p{Lt}]/u.test(text) },
  istitle: { signature: none, run: isTitle },
};

function capitalize(letters: readonly string[]): string {
  const [first = '', ...rest] = letters;
  return titleLetter(first) + rest.join('').toLowerCase();
}

/** The letters that have three cases: upper, title and lower. */
const TRIPLES = ['Ǆǅǆ', 'Ǉǈǉ', 'Ǌǋǌ', 'Ǳǲǳ'];

/** `ß` becomes `Ss` at the start of a word; Georgian words begin as they go on. */
function titleLetter(letter: string): string {
  const triple = TRIPLES.find((letters) => letter !== '' && letters.includes(letter));
  if (triple) return triple[1]!;
  if (/[ა-ჺჽ-ჿ]/.test(letter)) return letter;
  const [first = '', ...rest] = Array.from(letter.toUpperCase());
  return first + rest.join('').toLowerCase();
}

function title(text: string): string {
  let inWord = false;
  let result = '';
  for (const letter of text) {
    result += inWord ? letter.toLowerCase() : titleLetter(letter);
    inWord = CASED.test(letter);
  }
  return result;
}

/** The letter for comparisons that ignore case: `ß` is `ss`, both small sigmas are one, Cherokee folds to capitals. */
function fold(letter: string): string {
  if (letter === 'ı') return letter;
  const upper = letter.toLowerCase().toUpperCase();
  return /\p{Script=Cherokee}/u.test(letter) ? upper : upper.toLowerCase().replaceAll('ς', 'σ');
}

function swap(letter: string): string {
  if (/\p{Uppercase}/u.test(letter)) return letter.toLowerCase();
  return /\p{Lowercase}/u.test(letter) ? letter.toUpperCase() : letter;
}

function isTitle(text: string): boolean {
  let inWord = false;
  let found = false;
  for (const letter of text) {
    const isUpper = /[\p{Uppercase}\p{Lt}]/u.test(letter);
    if (isUpper ? inWord : /\p{Lowercase}/u.test(letter) && !inWord) return false;
    inWord = CASED.test(letter);
    found ||= inWord;
  }
  return found;
}
