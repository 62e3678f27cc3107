import { type Entry, type HeadKey, isHeadKey, type Part } from './query.ts';
import { lineAt, splitQuery } from './split-query.ts';

/** What is being written at an offset of a query. */
export type Place =
  /** A line that is still the head's: the name of a key, or the first word of the expression. */
  | { readonly kind: 'key'; readonly word: Part; readonly used: readonly HeadKey[]; readonly bodyAt: number }
  /** `word` is the value up to the offset, of types only the one that is being written; `whole` goes to its end. */
  | { readonly kind: 'value'; readonly key: HeadKey; readonly word: Part; readonly whole: Part; readonly entry: Entry }
  | { readonly kind: 'expression'; readonly bodyAt: number }
  | { readonly kind: 'nothing' };

export function placeIn(text: string, offset: number): Place {
  const { entries, comments, bodyAt } = splitQuery(text);
  const line = text.lastIndexOf('\n', offset - 1) + 1;
  const before = text.slice(line, offset);
  const entry = entries.findLast(({ key }) => key.span.from >= line && key.span.from <= offset);
  if (entry) return inEntry(text, entry, entries, offset);
  if (comments.some(({ span }) => span.from < offset && span.from >= line) || before.trimStart().startsWith('#')) {
    return { kind: 'nothing' };
  }
  if (line <= bodyAt && /^\s*[A-Za-z]*$/.test(before)) {
    return { kind: 'key', word: wordBefore(text, line, offset), used: keysOf(entries), bodyAt };
  }
  return line < bodyAt ? { kind: 'nothing' } : { kind: 'expression', bodyAt };
}

function inEntry(text: string, entry: Entry, entries: readonly Entry[], offset: number): Place {
  const { key } = entry;
  const name = key.text.toLowerCase();
  if (offset <= key.span.to) {
    const used = keysOf(entries).filter((used) => used !== name);
    return { kind: 'key', word: wordBefore(text, key.span.from, offset), used, bodyAt: text.length };
  }
  const colon = text.indexOf(':', key.span.to) + 1;
  if (!isHeadKey(name) || offset < colon) return { kind: 'nothing' };
  const next = entries.find((other) => other.key.span.from > key.span.from)?.key.span.from ?? text.length;
  const end = Math.min(next, colon + lineAt(text, colon).length);
  const begin = name === 'types' ? Math.max(colon, text.lastIndexOf(',', offset - 1) + 1) : colon;
  const comma = name === 'types' ? text.indexOf(',', offset) : -1;
  const whole = wordBetween(text, begin, comma >= 0 && comma < end ? comma : end, offset);
  return { kind: 'value', key: name, word: wordBefore(text, begin, offset), whole, entry };
}

function keysOf(entries: readonly Entry[]): HeadKey[] {
  return entries.map(({ key }) => key.text.toLowerCase()).filter(isHeadKey);
}

function wordBefore(text: string, from: number, offset: number): Part {
  const word = text.slice(from, offset).trimStart();
  return { text: word, span: { from: offset - word.length, to: offset } };
}

/** Without the white space around it, but never less than up to the offset. */
function wordBetween(text: string, from: number, to: number, offset: number): Part {
  const start = wordBefore(text, from, offset).span.from;
  const end = Math.max(offset, start + text.slice(start, to).trimEnd().length);
  return { text: text.slice(start, end), span: { from: start, to: end } };
}
