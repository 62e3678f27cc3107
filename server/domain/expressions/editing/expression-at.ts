import type { Span } from '../expression.ts';
import { isKeyword } from './keywords.ts';
import { surroundingsOf } from './scan-source.ts';
import { startOfOperand } from './start-of-operand.ts';

const WORD = /[\p{L}\p{N}_]/u;

/**
 * The expression under the mouse, which can be evaluated by itself: over `reward` in `event_data['reward'] > 0.8` it is
 * `event_data['reward']`, over `event_data` that alone. Over the name of a method it is what the method belongs to.
 * Undefined over numbers, keywords, operators and plain texts.
 */
export function expressionAt(source: string, offset: number): Span | undefined {
  const { text, start, brackets } = surroundingsOf(source, offset);
  if (text) return keyAt(source, text, start, brackets);
  let [from, to] = [offset, offset];
  while (from > start && WORD.test(source[from - 1]!)) from--;
  while (to < source.length && WORD.test(source[to]!)) to++;
  const word = source.slice(from, to);
  if (word === '' || /^\d/.test(word) || isKeyword(word)) return undefined;
  const isMember = source[from - 1] === '.';
  const isCalled = /^\s*\(/.test(source.slice(to));
  if (!isMember) return isCalled ? undefined : { from, to };
  const begin = startOfOperand(source, from - 1, start);
  if (begin === from - 1) return undefined;
  return { from: begin, to: isCalled ? from - 1 : to };
}

/** A text that is the key of a subscript stands for the whole of it. */
function keyAt(
  source: string,
  { from, quote }: { readonly from: number; readonly quote: string },
  start: number,
  brackets: readonly number[],
): Span | undefined {
  const open = brackets.at(-1);
  if (open === undefined || source[open] !== '[' || source.slice(open + 1, from).trim() !== '') return undefined;
  const close = source.indexOf(quote, from + quote.length);
  const end = close < 0 ? -1 : source.indexOf(']', close);
  const begin = startOfOperand(source, open, start);
  return end < 0 || begin === open ? undefined : { from: begin, to: end + 1 };
}
