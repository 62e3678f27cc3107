import type { Span } from '../expression.ts';
import { EXPRESSION_NAMES } from '../names.ts';
import { quoteText } from '../values/quote-text.ts';
import { expressionAt } from './expression-at.ts';
import { inferSource } from './infer.ts';
import type { Knowledge } from './knowledge.ts';
import { knowledgeAt } from './knowledge-at.ts';
import { surroundingsOf } from './scan-source.ts';
import { describeShape, MOST_TEXTS, type Shape } from './shape.ts';
import { signatureHelp } from './signature-help.ts';
import { startOfOperand } from './start-of-operand.ts';

/** What is known of the name under the mouse. All texts but `description` can come from strangers. */
export interface Hint {
  readonly span: Span;
  /** The name, the field or the signature. */
  readonly code: string;
  readonly description: string | undefined;
  /** Its type, how often it was seen, and an example. */
  readonly seen: string | undefined;
  /** The texts that it was, where they are few. */
  readonly values: readonly string[];
}

const NAME = /[\p{L}_][\p{L}\p{N}_]*/uy;

/** Undefined over what has no name, and over names of which nothing is known. Never throws. */
export function hoverExpression(source: string, offset: number, knowledge: Knowledge): Hint | undefined {
  const known = knowledgeAt(source, offset, 0, knowledge);
  const called = calledAt(source, offset);
  if (called) {
    const help = signatureHelp(source, called.parenthesis + 1, known);
    return (
      help && { span: called.span, code: help.label, description: help.documentation, seen: undefined, values: [] }
    );
  }
  const got = keyOfGet(source, offset) ?? plainAt(source, offset);
  if (!got) return undefined;
  const shape = inferSource(got.code, known);
  const description = EXPRESSION_NAMES.find(({ name }) => name === got.code)?.description;
  if (description === undefined && !shape) return undefined;
  return { ...got, description, ...seenOf(shape) };
}

function seenOf(shape: Shape | undefined): Pick<Hint, 'seen' | 'values'> {
  const isFew = shape !== undefined && shape.texts.size > 1 && shape.texts.size <= MOST_TEXTS;
  const seen = shape && shape.types.size > 0 ? describeShape(shape) : undefined;
  return { seen, values: isFew ? [...shape.texts].map(quoteText) : [] };
}

function plainAt(source: string, offset: number): Pick<Hint, 'span' | 'code'> | undefined {
  const span = expressionAt(source, offset);
  return span && { span, code: source.slice(span.from, span.to) };
}

/** The name of a function or a method, with the bracket that opens its call. */
function calledAt(source: string, offset: number): { span: Span; parenthesis: number } | undefined {
  if (surroundingsOf(source, offset).text) return undefined;
  let from = offset;
  while (from > 0 && /[\p{L}\p{N}_]/u.test(source[from - 1]!)) from--;
  NAME.lastIndex = from;
  if (!NAME.test(source)) return undefined;
  const to = NAME.lastIndex;
  const space = /^\s*\(/.exec(source.slice(to, to + 50));
  return space ? { span: { from, to }, parenthesis: to + space[0].length - 1 } : undefined;
}

/** Over `'reward'` in `event_data.get('reward', 0)`: the field of that name. */
function keyOfGet(source: string, offset: number): Pick<Hint, 'span' | 'code'> | undefined {
  const { text, start } = surroundingsOf(source, offset);
  if (!text) return undefined;
  const opening = /\.\s*get\s*\(\s*$/.exec(source.slice(start, text.from));
  const end = source.indexOf(text.quote, text.from + text.quote.length);
  if (!opening || end < 0) return undefined;
  const dot = start + opening.index;
  const owner = source.slice(startOfOperand(source, dot, start), dot).trim();
  const to = end + text.quote.length;
  return { span: { from: text.from, to }, code: `${owner}[${source.slice(text.from, to)}]` };
}
