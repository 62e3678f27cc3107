import type { Methods } from './method.ts';
import { none } from './signature.ts';

const CASED = /\p{Cased}/u;

/** `str` methods that change or ask for upper and lower case. */
export const TEXT_CASE: Methods<string> = {
  upper: { signature: none, run: (text) => text.toUpperCase() },
  lower: { signature: none, run: (text) => text.toLowerCase() },
  casefold: { signature: none, run: (text) => text.toUpperCase().toLowerCase().replaceAll('ς', 'σ') },
  capitalize: { signature: none, run: (text) => capitalize(Array.from(text)) },
  title: { signature: none, run: title },
  swapcase: { signature: none, run: (text) => Array.from(text, swap).join('') },
  islower: { signature: none, run: (text) => CASED.test(text) && !/[\p{Lu}\p{Lt}]/u.test(text) },
  isupper: { signature: none, run: (text) => CASED.test(text) && !/[\p{Ll}\p{Lt}]/u.test(text) },
  istitle: { signature: none, run: isTitle },
};

function capitalize(letters: readonly string[]): string {
  const [first = '', ...rest] = letters;
  return titleLetter(first) + rest.join('').toLowerCase();
}

/** `ß` becomes `Ss` at the start of a word. */
function titleLetter(letter: string): string {
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

function swap(letter: string): string {
  return /\p{Lu}/u.test(letter) ? letter.toLowerCase() : /\p{Ll}/u.test(letter) ? letter.toUpperCase() : letter;
}

function isTitle(text: string): boolean {
  let inWord = false;
  let found = false;
  for (const letter of text) {
    const isUpper = /[\p{Lu}\p{Lt}]/u.test(letter);
    if (isUpper ? inWord : /\p{Ll}/u.test(letter) && !inWord) return false;
    inWord = CASED.test(letter);
    found ||= inWord;
  }
  return found;
}
