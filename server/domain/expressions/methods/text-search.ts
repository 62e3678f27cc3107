import { typeError, valueError } from '../evaluation-error.ts';
import { spend, spendOnSearch, spendOnText } from '../limits.ts';
import { Tuple, typeName, type Value } from '../value.ts';
import { characterIndex, sliceText, textLength } from '../values/text.ts';
import { searchBounds, textArgument } from './arguments.ts';
import type { Methods } from './method.ts';
import type { Bound } from './signature.ts';
import { one, takes } from './signature.ts';

/** `str` methods that look for a text in a text. Indexes count characters. */
export const TEXT_SEARCH: Methods<string> = {
  find: { signature: takes(1, 3), run: (text, args) => find(text, args, 'first') },
  rfind: { signature: takes(1, 3), run: (text, args) => find(text, args, 'last') },
  index: { signature: takes(1, 3), run: (text, args) => found(find(text, args, 'first')) },
  rindex: { signature: takes(1, 3), run: (text, args) => found(find(text, args, 'last')) },
  count: { signature: takes(1, 3), run: count },
  startswith: { signature: takes(1, 3), run: (text, args) => hasAffix(text, args, 'startswith') },
  endswith: { signature: takes(1, 3), run: (text, args) => hasAffix(text, args, 'endswith') },
  removeprefix: {
    signature: one,
    run: (text, [prefix]) => {
      const wanted = textArgument(prefix!, 'removeprefix() argument must be str');
      return text.startsWith(wanted) ? text.slice(wanted.length) : text;
    },
  },
  removesuffix: {
    signature: one,
    run: (text, [suffix]) => {
      const wanted = textArgument(suffix!, 'removesuffix() argument must be str');
      return wanted !== '' && text.endsWith(wanted) ? text.slice(0, -wanted.length) : text;
    },
  },
};

/** The part of the text between the bounds; undefined when they lie outside. */
function part(text: string, start: Value | undefined, end: Value | undefined): [string, number] | undefined {
  if (start === undefined && end === undefined) return [text, 0];
  const length = textLength(text);
  const [from, to] = searchBounds(length, start, end);
  return from > to || from > length ? undefined : [sliceText(text, from, to), from];
}

function find(text: string, [wanted, start, end]: Bound, which: 'first' | 'last'): number {
  const looked = textArgument(wanted!);
  const range = part(text, start, end);
  if (!range) return -1;
  const [within, from] = range;
  spendOnSearch(within, looked);
  const at = which === 'first' ? within.indexOf(looked) : within.lastIndexOf(looked);
  return at < 0 ? -1 : from + characterIndex(within, at);
}

function found(index: number): number {
  if (index < 0) throw valueError('substring not found');
  return index;
}

function count(text: string, [wanted, start, end]: Bound): number {
  const looked = textArgument(wanted!);
  const range = part(text, start, end);
  if (!range) return 0;
  if (looked === '') return textLength(range[0]) + 1;
  spendOnSearch(range[0], looked);
  return range[0].split(looked).length - 1;
}

function hasAffix(text: string, [wanted, start, end]: Bound, which: 'startswith' | 'endswith'): boolean {
  const affixes = wanted instanceof Tuple ? wanted.items : [wanted!];
  const range = part(text, start, end);
  spend(affixes.length);
  return affixes.some((affix) => {
    if (typeof affix !== 'string') {
      const complaint =
        wanted instanceof Tuple
          ? `tuple for ${which} must only contain str, not ${typeName(affix)}`
          : `${which} first arg must be str or a tuple of str, not ${typeName(affix)}`;
      throw typeError(complaint);
    }
    if (!range) return false;
    spendOnText(affix.length);
    return which === 'startswith' ? range[0].startsWith(affix) : range[0].endsWith(affix);
  });
}
