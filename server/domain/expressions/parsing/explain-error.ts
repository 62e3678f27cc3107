import type { BadExpression } from '../bad-expression.ts';
import type { Span } from '../expression.ts';
import { findUnclosed } from './find-unclosed.ts';
import grammar from './grammar.cjs';
import { HABITS, STATEMENTS } from './habits.ts';
import { maskTexts } from './mask-texts.ts';
import { refuse, type Source } from './source-node.ts';

const ANY_STATEMENT = 'statements are not allowed: write one expression';
const PLAIN: ReadonlySet<string> = new Set([
  'ExpressionStatement',
  'AssignStatement',
  'StatementGroup',
  '⚠',
  'Comment',
]);

/** From here on the grammar may have stopped because of what is nested, rather than wrong. */
const LONG = 2_000;

/**
 * The error for a text that is no expression. The grammar only knows where it stopped, so the likely causes are looked
 * for, the certain ones first: a statement, a text without its end, a habit of another language, a bracket too many or
 * too few.
 */
export function explainError(source: Source, place: Span): BadExpression {
  const part = source.parsed.slice(1, -2);
  // Offsets in the part, where the grammar counts the bracket that was put around it.
  const at = Math.min(Math.max(0, place.from - 1), part.length);
  const { masked, open } = maskTexts(part);
  const refuseAt = ({ from, to }: Span, hint: string) => refuse(source, { from: from + 1, to: to + 1 }, hint);
  const statement = statementHint(part);
  if (statement) return refuseAt({ from: 0, to: part.length }, statement);
  if (open !== undefined) {
    return refuseAt({ from: open, to: part.length }, 'the text is not closed: a quote is missing');
  }
  const found = nearestHabit(masked, at) ?? findUnclosed(masked);
  if (found) return refuseAt(found.place, found.hint);
  if (part[at] !== masked[at] || part[at - 1] !== masked[at - 1]) {
    return refuseAt({ from: at, to: at }, "write one value between the braces: f'{version}', f'{version!r:>10}'");
  }
  const word = wordAt(masked, at);
  return refuseAt(word, describe(part, masked, word));
}

function statementHint(part: string): string | undefined {
  const first = grammar.pythonParser().parse(part.trim()).topNode.firstChild;
  if (!first || PLAIN.has(first.name)) return undefined;
  return STATEMENTS[first.name] ?? ANY_STATEMENT;
}

function nearestHabit(masked: string, at: number): { place: Span; hint: string } | undefined {
  let best: { place: Span; hint: string; distance: number } | undefined;
  for (const [pattern, hint] of HABITS) {
    for (const match of masked.matchAll(pattern)) {
      const place = { from: match.index, to: match.index + match[0].length };
      const distance = Math.max(place.from - at, at - place.to, 0);
      if (!best || distance < best.distance) best = { place, hint, distance };
    }
  }
  return best;
}

/** The name, number, text or sign behind an offset; empty at the end. */
function wordAt(masked: string, at: number): Span {
  const [space] = /^\s*/.exec(masked.slice(at))!;
  const from = at + space.length;
  if (from === masked.length) return { from: at, to: at };
  const [word] = /^(?:[\p{L}\p{N}_]+|(["'])[^"']*\1|.|$)/su.exec(masked.slice(from))!;
  return { from, to: from + word.length };
}

function describe(part: string, masked: string, { from, to }: Span): string {
  if (from === to)
    return masked.slice(0, from).trim() === '' ? 'write an expression' : 'the expression is not complete';
  if (/\n\s*$/.test(masked.slice(0, from))) return ANY_STATEMENT;
  const word = /^["']/.test(masked.slice(from)) ? part.slice(from, to) : `'${part.slice(from, to)}'`;
  if (part.length > LONG) return `${word} is not expected here, or it is nested too deeply`;
  return `${word} is not expected here`;
}
