import { messageOf } from '../errors.ts';
import { BadExpression, compileExpression } from '../expressions/index.ts';
import { closestName } from '../expressions/parsing/closest-name.ts';
import { normaliseTimestamp } from '../timestamp.ts';
import {
  HEAD_KEYS,
  type HeadKey,
  isHeadKey,
  MOST_RESULTS,
  type Part,
  type Problem,
  type Query,
  type QueryOrder,
  USUAL_LIMIT,
} from './query.ts';
import { splitQuery } from './split-query.ts';

/** Of this many types one filter can be made. */
const MOST_TYPES = 100;
const ORDER = /^(newest|oldest)(?:[ -]first)?$/i;
/** A day without a time of day. */
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Reads a query. Never throws: whatever is wrong with it is among its `problems`, in the order of the text. */
export function parseQuery(text: string): Query {
  const parts = splitQuery(text);
  const problems: Problem[] = [];
  const values = new Map<HeadKey, Part>();
  for (const { key, value } of parts.entries) {
    const name = key.text.toLowerCase();
    if (!isHeadKey(name)) problems.push(unknownKey(key));
    else if (values.has(name)) problems.push({ message: `'${name}' stands here twice: keep one`, span: key.span });
    else if (!/^\s*:/.test(text.slice(key.span.to))) {
      problems.push({ message: `Put a colon behind '${key.text}'`, span: key.span });
    } else if (value.text !== '') values.set(name, value);
  }
  const read = <T>(name: HeadKey, toValue: (value: Part) => T): T | undefined => {
    const value = values.get(name);
    try {
      return value && toValue(value);
    } catch (error) {
      problems.push({ message: messageOf(error), span: value!.span });
      return undefined;
    }
  };
  const from = read('from', ({ text }) => normaliseTimestamp(text));
  const to = read('to', ({ text }) => endOf(text));
  if (from !== undefined && to !== undefined && from > to) {
    problems.push({ message: "'to' lies before 'from': no event can be found", span: values.get('to')!.span });
  }
  if (parts.expression) problems.push(...problemsIn(parts.expression));
  return {
    title: parts.comments[0]?.text.replace(/^#+\s*/, '') || undefined,
    store: values.get('store'),
    types: read('types', toTypes) ?? [],
    from,
    to,
    order: read('order', toOrder) ?? 'newest-first',
    limit: read('limit', toLimit) ?? USUAL_LIMIT,
    where: parts.expression,
    parts,
    problems: problems.sort((a, b) => a.span.from - b.span.from),
  };
}

function unknownKey({ text, span }: Part): Problem {
  const meant = closestName(text, HEAD_KEYS);
  const instead = meant ? `did you mean '${meant}'?` : `use ${HEAD_KEYS.join(', ')}`;
  return { message: `There is no '${text}' in a query: ${instead}`, span, meant };
}

/** A day in `to` is meant as a whole. */
function endOf(text: string): string {
  const time = normaliseTimestamp(text);
  return DAY.test(text) ? `${time.slice(0, 11)}23:59:59.999999Z` : time;
}

function toTypes({ text, span }: Part): Part[] {
  const types: Part[] = [];
  let at = span.from;
  for (const piece of text.split(',')) {
    const name = piece.trim();
    const from = at + piece.length - piece.trimStart().length;
    if (name !== '') types.push({ text: name, span: { from, to: from + name.length } });
    at += piece.length + 1;
  }
  const spaced = types.find((type) => /\s/.test(type.text));
  if (spaced) throw new Error(`Put commas between types: '${spaced.text.split(/\s+/).join(', ')}'`);
  if (types.length > MOST_TYPES) throw new Error(`A query takes at most ${MOST_TYPES} types: use a pattern, task.*`);
  return types;
}

function toOrder({ text }: Part): QueryOrder {
  const [, first] = ORDER.exec(text) ?? [];
  if (!first) throw new Error(`An order is 'newest first' or 'oldest first', not '${text.slice(0, 40)}'`);
  return first.toLowerCase() === 'newest' ? 'newest-first' : 'oldest-first';
}

function toLimit({ text }: Part): number {
  const limit = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (limit >= 1 && limit <= MOST_RESULTS) return limit;
  throw new Error(`A limit is a whole number from 1 to ${MOST_RESULTS.toLocaleString('en-US')}`);
}

function problemsIn({ text, span }: Part): Problem[] {
  try {
    if (!compileExpression(text).needsState) return [];
    const message = 'A query looks at each event by itself: state, before and changed(…) belong into breakpoints';
    return [{ message, span }];
  } catch (error) {
    if (!(error instanceof BadExpression)) throw error;
    const { from, to } = error.span;
    return [{ message: withoutPlace(error.message), span: { from: span.from + from, to: span.from + to } }];
  }
}

/** The place is where the problem is shown, and would be counted from the expression's start. */
function withoutPlace(message: string): string {
  return message.replace(/^SyntaxError at (?:line \d+, )?column \d+: /, 'SyntaxError: ');
}
