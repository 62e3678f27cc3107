import { type Entry, HEAD_KEYS, type HeadKey, isHeadKey, type QueryParts } from './query.ts';
import { splitQuery } from './split-query.ts';

/**
 * A query as it is usually written: the comments, the head's lines in their order, a blank line, the expression. Each
 * comment stays with the line that it stands above. A text that is formatted is left as it is.
 */
export function formatQuery(text: string): string {
  const parts = splitQuery(text.replaceAll('\r\n', '\n'));
  const head = headOf(parts);
  const body = bodyOf(text.replaceAll('\r\n', '\n').slice(parts.bodyAt));
  return [head, body].filter((part) => part !== '').join('\n\n') + (head || body ? '\n' : '');
}

/** An entry with the comments above it. */
interface Block {
  readonly rank: number;
  readonly lines: readonly string[];
}

function headOf({ entries, comments }: QueryParts): string {
  const first = entries[0]?.key.span.from ?? 0;
  // What stands above the first entry tells what the query is about, and stays on top.
  const top = comments.filter(({ span }) => entries.length === 0 || span.from < first).map(({ text }) => text);
  const blocks = entries.map((entry, index): Block => {
    const before = entries[index - 1]?.key.span.from ?? first;
    const above = comments.filter(({ span }) => span.from > before && span.from < entry.key.span.from);
    return { rank: rankOf(entry), lines: [...above.map(({ text }) => text), lineOf(entry)] };
  });
  const last = entries.at(-1)?.key.span.from ?? 0;
  const below = comments.filter(({ span }) => entries.length > 0 && span.from > last).map(({ text }) => text);
  const sorted = blocks.sort((a, b) => a.rank - b.rank).flatMap(({ lines }) => lines);
  return [...top, ...sorted, ...below].join('\n');
}

/** What is no key stays behind the others, to be mended. */
function rankOf({ key }: Entry): number {
  const name = key.text.toLowerCase();
  return isHeadKey(name) ? HEAD_KEYS.indexOf(name) : HEAD_KEYS.length;
}

function lineOf({ key, value }: Entry): string {
  const name = isHeadKey(key.text.toLowerCase()) ? key.text.toLowerCase() : key.text;
  return `${name}: ${writeValue(name as HeadKey, value.text)}`.trimEnd();
}

function writeValue(key: HeadKey, text: string): string {
  if (key === 'types') {
    const types = text.split(',').map((type) => type.trim());
    return types.filter((type) => type !== '').join(', ');
  }
  if (key !== 'order') return text;
  return text.replace(/^(newest|oldest)(?:[ -]first)?$/i, (_, first: string) => `${first.toLowerCase()} first`);
}

/** Python's own layout is left alone but for white space that nobody sees; within a long text that is somebody's. */
function bodyOf(body: string): string {
  if (/'''|"""/.test(body)) return body.trim();
  const lines = body.split('\n').map((line) => line.trimEnd());
  return lines.join('\n').trim();
}
