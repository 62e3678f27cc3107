import { typeError } from '../evaluation-error.ts';
import { allowText } from '../limits.ts';
import type { Value } from '../value.ts';
import { textLength } from '../values/text.ts';
import { countArgument, fillCharacter } from './arguments.ts';
import type { Methods } from './method.ts';
import { type Bound, between, named, one } from './signature.ts';
import { SPACE } from './text-class.ts';

/** `str` methods that pad and trim. */
export const TEXT_LAYOUT: Methods<string> = {
  ljust: { signature: between(1, 2), run: (text, args) => fill(text, args, (missing) => [0, missing]) },
  rjust: { signature: between(1, 2), run: (text, args) => fill(text, args, (missing) => [missing, 0]) },
  center: { signature: between(1, 2), run: (text, args) => fill(text, args, centred) },
  zfill: { signature: one, run: zeroFill },
  expandtabs: { signature: named(['tabsize']), run: (text, [size = 8]) => expandTabs(text, countArgument(size)) },
  strip: { signature: between(0, 1), run: (text, [chars]) => trim(text, 'strip', chars, true, true) },
  lstrip: { signature: between(0, 1), run: (text, [chars]) => trim(text, 'lstrip', chars, true, false) },
  rstrip: { signature: between(0, 1), run: (text, [chars]) => trim(text, 'rstrip', chars, false, true) },
};

type Margins = (missing: number, width: number) => readonly [left: number, right: number];

/** CPython puts the odd space on the left when the width is odd. */
const centred: Margins = (missing, width) => {
  const left = Math.floor(missing / 2) + (missing & width & 1);
  return [left, missing - left];
};

function fill(text: string, [width, character]: Bound, margins: Margins): string {
  const wanted = countArgument(width!);
  const filler = fillCharacter(character);
  const missing = wanted - textLength(text);
  if (missing <= 0) return text;
  allowText(wanted);
  const [left, right] = margins(missing, wanted);
  return filler.repeat(left) + text + filler.repeat(right);
}

function zeroFill(text: string, [width]: Bound): string {
  const wanted = countArgument(width!);
  const missing = wanted - textLength(text);
  if (missing <= 0) return text;
  allowText(wanted);
  const sign = text.startsWith('-') || text.startsWith('+') ? text[0]! : '';
  return sign + '0'.repeat(missing) + text.slice(sign.length);
}

function expandTabs(text: string, size: number): string {
  let column = 0;
  let result = '';
  for (const character of text) {
    if (character !== '\t') {
      result += character;
      column = character === '\n' || character === '\r' ? 0 : column + 1;
      continue;
    }
    const spaces = size > 0 ? size - (column % size) : 0;
    allowText(result.length + spaces);
    result += ' '.repeat(spaces);
    column += spaces;
  }
  return result;
}

const IS_SPACE = new RegExp(`^[${SPACE}]$`, 'u');

function trim(text: string, name: string, chars: Value | undefined, left: boolean, right: boolean): string {
  if (chars !== undefined && chars !== null && typeof chars !== 'string') {
    throw typeError(`${name} arg must be None or str`);
  }
  const unwanted = typeof chars === 'string' ? new Set(chars) : undefined;
  const goes = (character: string) => (unwanted ? unwanted.has(character) : IS_SPACE.test(character));
  const all = Array.from(text);
  let start = 0;
  let end = all.length;
  while (left && start < end && goes(all[start]!)) start++;
  while (right && end > start && goes(all[end - 1]!)) end--;
  return end - start === all.length ? text : all.slice(start, end).join('');
}
