import { typeError, valueError } from '../evaluation-error.ts';
import { allowItems, allowText, spendOnSearch } from '../limits.ts';
import { Tuple, typeName, type Value } from '../value.ts';
import { isIterable, iterate } from '../values/iterate.ts';
import { countArgument, smallArgument, textArgument } from './arguments.ts';
import { formatFields } from './format-fields.ts';
import type { Methods } from './method.ts';
import { type Bound, between, named, one } from './signature.ts';
import { SPACE } from './text-class.ts';

/** `str` methods that take texts apart and put them together. */
export const TEXT_SPLIT: Methods<string> = {
  split: { signature: named(['sep', 'maxsplit']), run: (text, args) => split(text, args, 'left') },
  rsplit: { signature: named(['sep', 'maxsplit']), run: (text, args) => split(text, args, 'right') },
  splitlines: {
    signature: named(['keepends']),
    run: (text, [keep = false]) => splitLines(text, smallArgument(keep) !== 0),
  },
  partition: { signature: one, run: (text, [separator]) => partition(text, separator!, 'first') },
  rpartition: { signature: one, run: (text, [separator]) => partition(text, separator!, 'last') },
  join: { signature: one, run: (text, [items]) => join(text, items!) },
  replace: { signature: between(2, 3), run: replace },
  format: { runWithAll: formatFields },
};

const WORD = new RegExp(`[^${SPACE}]+`, 'gu');

function split(text: string, [separator, limit]: Bound, from: 'left' | 'right'): Value {
  const most = limit === undefined ? -1 : countArgument(limit);
  const max = most < 0 ? Number.POSITIVE_INFINITY : most;
  if (separator === undefined || separator === null) return splitWords(text, max, from);
  const by = textArgument(separator, 'must be str or None');
  if (by === '') throw valueError('empty separator');
  spendOnSearch(text, by);
  const parts = text.split(by);
  allowItems(parts.length);
  const extra = parts.length - 1 - max;
  if (extra <= 0) return parts;
  if (from === 'left') return [...parts.slice(0, max), parts.slice(max).join(by)];
  return [parts.slice(0, extra + 1).join(by), ...parts.slice(extra + 1)];
}

/** Words between whitespace; beyond `max` splits the rest stays as it is, outer whitespace included. */
function splitWords(text: string, max: number, from: 'left' | 'right'): Value {
  const words = Array.from(text.matchAll(WORD));
  allowItems(words.length);
  if (words.length <= max) return words.map(([word]) => word);
  if (from === 'left') return [...words.slice(0, max).map(([word]) => word), text.slice(words[max]!.index)];
  const kept = words.length - max;
  const last = words[kept - 1]!;
  return [text.slice(0, last.index + last[0].length), ...words.slice(kept).map(([word]) => word)];
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: Python ends lines at them
const LINE_END = /\r\n|[\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]/g;

function splitLines(text: string, keepEnds: boolean): Value {
  const lines: string[] = [];
  let start = 0;
  for (const match of text.matchAll(LINE_END)) {
    const end = match.index + match[0].length;
    lines.push(text.slice(start, keepEnds ? end : match.index));
    start = end;
  }
  if (start < text.length) lines.push(text.slice(start));
  allowItems(lines.length);
  return lines;
}

function partition(text: string, separator: Value, which: 'first' | 'last'): Value {
  const by = textArgument(separator);
  if (by === '') throw valueError('empty separator');
  spendOnSearch(text, by);
  const at = which === 'first' ? text.indexOf(by) : text.lastIndexOf(by);
  if (at < 0) return new Tuple(which === 'first' ? [text, '', ''] : ['', '', text]);
  return new Tuple([text.slice(0, at), by, text.slice(at + by.length)]);
}

function join(separator: string, items: Value): string {
  if (!isIterable(items)) throw typeError('can only join an iterable');
  const texts: string[] = [];
  let length = 0;
  for (const item of iterate(items)) {
    if (typeof item !== 'string') {
      throw typeError(`sequence item ${texts.length}: expected str instance, ${typeName(item)} found`);
    }
    length += item.length + separator.length;
    texts.push(item);
  }
  allowText(length);
  return texts.join(separator);
}

function replace(text: string, [from, to, limit]: Bound): string {
  const old = textArgument(from!, 'replace() argument 1 must be str');
  const fresh = textArgument(to!, 'replace() argument 2 must be str');
  const max = limit === undefined ? -1 : countArgument(limit);
  spendOnSearch(text, old);
  const parts = old === '' ? ['', ...text, ''] : text.split(old);
  const wanted = max < 0 ? parts.length - 1 : Math.min(max, parts.length - 1);
  allowText(text.length + wanted * fresh.length);
  return (
    parts.slice(0, wanted + 1).join(fresh) +
    parts
      .slice(wanted + 1)
      .map((part) => old + part)
      .join('')
  );
}
