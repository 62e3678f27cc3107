import { type Entry, HEAD_KEYS, type Part, type QueryParts } from './query.ts';

const ENTRY = /^(\s*)([A-Za-z][A-Za-z-]*)(\s*:)/;
/** A further entry on the same line, set apart by two spaces: `from: 2025-09-19  to: 2025-09-20`. */
const NEXT = new RegExp(`\\s{2,}(?=(?:${HEAD_KEYS.join('|')})\\s*:)`);

const KNOWN = new RegExp(`^\\s*(?:${HEAD_KEYS.join('|')})\\s*:`, 'i');

/**
 * Takes a query's text apart:
 *
 * ```
 * query   = head [ blank line ] [ expression ]
 * head    = { comment | entry }
 * comment = '#' text
 * entry   = key ':' value { two spaces  key ':' value }
 * ```
 *
 * The head ends at the blank line behind its last entry, or in front of the first line that is none of it.
 */
export function splitQuery(text: string): QueryParts {
  const entries: Entry[] = [];
  const comments: Part[] = [];
  let at = 0;
  while (at < text.length) {
    const line = lineAt(text, at);
    const trimmed = line.trim();
    if (trimmed === '' && entries.length > 0 && !KNOWN.test(text.slice(at))) break;
    if (trimmed.startsWith('#')) comments.push(partOf(text, at, at + line.length));
    else if (ENTRY.test(line)) entries.push(...entriesOf(text, at, line));
    else if (isHalf(line, lineAt(text, at + line.length + 1))) entries.push(halfOf(text, at, line));
    else if (trimmed !== '') break;
    at += line.length + 1;
  }
  const bodyAt = Math.min(at, text.length);
  const expression = partOf(text, bodyAt, text.length);
  return { entries, comments, expression: isEmpty(expression.text) ? undefined : expression, bodyAt };
}

export function lineAt(text: string, at: number): string {
  const end = text.indexOf('\n', at);
  return text.slice(at, end < 0 ? text.length : end);
}

/** Without the white space around it. */
export function partOf(text: string, from: number, to: number): Part {
  const whole = text.slice(from, to);
  const begin = from + whole.length - whole.trimStart().length;
  const trimmed = whole.trim();
  // An empty part stands where its text would: at the end.
  const start = trimmed === '' ? to : begin;
  return { text: trimmed, span: { from: start, to: start + trimmed.length } };
}

function entriesOf(text: string, at: number, line: string): Entry[] {
  const further = NEXT.exec(line);
  const first = further && line.slice(0, further.index).includes(':') ? line.slice(0, further.index) : line;
  const entry = entryOf(text, at, first);
  if (first.length === line.length) return [entry];
  const rest = further!.index + further![0].length;
  return [entry, ...entriesOf(text, at + rest, line.slice(rest))];
}

function entryOf(text: string, at: number, line: string): Entry {
  const [whole, space, key] = ENTRY.exec(line)! as unknown as [string, string, string];
  const from = at + space.length;
  return {
    key: { text: key, span: { from, to: from + key.length } },
    value: partOf(text, at + whole.length, at + line.length),
  };
}

/** A key that is still being written, between lines of the head. */
function isHalf(line: string, next: string): boolean {
  return /^\s*[A-Za-z]+\s*$/.test(line) && KNOWN.test(next);
}

function halfOf(text: string, at: number, line: string): Entry {
  return { key: partOf(text, at, at + line.length), value: partOf(text, at + line.length, at + line.length) };
}

/** Comments alone are no expression. */
function isEmpty(expression: string): boolean {
  return expression.split('\n').every((line) => line.trim() === '' || line.trim().startsWith('#'));
}
