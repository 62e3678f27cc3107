import type { PartialParse, SyntaxNode, Tree } from '@lezer/common';
import type { Expression } from '../ast.ts';
import { type BadExpression, syntaxError } from '../bad-expression.ts';
import { MAX_CHAIN, MAX_DEPTH, MAX_SOURCE } from '../limits.ts';
import { findTooDeep } from './bracket-depth.ts';
import { convert } from './convert.ts';
import { explainError } from './explain-error.ts';
import { findForeignCharacter } from './foreign-characters.ts';
import grammar from './grammar.cjs';
import { maskTexts } from './mask-texts.ts';
import { childrenOf, refuse, type Source } from './source-node.ts';
import { toGrammar } from './to-grammar.ts';

/** Parses one Python expression. Throws a `BadExpression` with the place and what to write instead. */
export function parseExpression(text: string): Expression {
  const known = recent.get(text);
  if (known) return known;
  const expression = parsePart(text, 0, text.length);
  if (recent.size >= MOST_RECENT) recent.clear();
  if (text.length <= SHORT) recent.set(text, expression);
  return expression;
}

/** Watches and the variables of a state are asked for again at every stop, in the same words. */
const recent = new Map<string, Expression>();
const MOST_RECENT = 500;
const SHORT = 200;

/** Parses a part of a larger source, such as the `{…}` of a log message; spans are those of the whole. */
export function parsePart(text: string, from: number, to: number): Expression {
  const part = text.slice(from, to);
  if (part.length > MAX_SOURCE) {
    throw syntaxError(text, { from, to }, `an expression has at most ${MAX_SOURCE.toLocaleString('en-US')} characters`);
  }
  const tooDeep = findTooDeep(part, MAX_DEPTH);
  if (tooDeep !== undefined) {
    const place = { from: from + tooDeep, to: from + tooDeep + 1 };
    throw syntaxError(text, place, `brackets are nested deeper than ${MAX_DEPTH} levels`);
  }
  const foreign = findForeignCharacter(maskTexts(part).masked);
  if (foreign) {
    throw syntaxError(text, { from: from + foreign.place.from, to: from + foreign.place.to }, foreign.hint);
  }
  // In brackets the grammar takes an expression only, on as many lines as it likes; the line end closes a comment.
  const source: Source = { text, offset: from - 1, parsed: `(${toGrammar(part)}\n)` };
  return convert(source, onlyExpression(source, parseWhole(source)));
}

/**
 * The grammar's tree. After 300 reductions that begin at one place the parser takes what it reads for too deep and gives
 * up, though a long `a or b or …` is no deeper for us than a short one: its counter is set back on the way.
 */
function parseWhole(source: Source): Tree {
  const parse: PartialParse & { bigReductionCount?: number } = grammar.pythonParser().startParse(source.parsed);
  let tree: Tree | null = null;
  while (!tree) {
    parse.bigReductionCount = 0;
    tree = advance(source, parse);
  }
  const tooDeep = findDepth(tree, MAX_CHAIN);
  if (tooDeep) throw tooLong(source, tooDeep);
  return tree;
}

/** The parser builds its tree by recursion, for which the stack may have too little room left. */
function advance(source: Source, parse: PartialParse): Tree | null {
  try {
    return parse.advance();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw tooLong(source, { from: 1, to: source.parsed.length - 2 });
  }
}

function tooLong(source: Source, place: { from: number; to: number }): BadExpression {
  return refuse(source, place, `a chain has at most ${MAX_CHAIN.toLocaleString('en-US')} operators`);
}

/** The first node that lies deeper than so many levels. */
function findDepth(tree: Tree, levels: number): { from: number; to: number } | undefined {
  let found: { from: number; to: number } | undefined;
  let depth = 0;
  tree.iterate({
    enter: ({ from, to }) => {
      depth++;
      if (depth > levels) found ??= { from, to };
      return found ? false : undefined;
    },
    leave: () => {
      depth--;
    },
  });
  return found;
}

function onlyExpression(source: Source, tree: Tree): SyntaxNode {
  const error = firstError(tree);
  const statement = tree.topNode.firstChild;
  const whole = statement?.firstChild;
  const isEmpty =
    !error && whole?.to === source.parsed.length && whole.name === 'TupleExpression' && childrenOf(whole).length === 2;
  if (isEmpty) {
    const end = { from: 1, to: source.parsed.length - 2 };
    throw refuse(source, end, "write an expression, for example event_data.get('reward', 0) > 0.8");
  }
  if (error || !whole || whole.to !== source.parsed.length || statement.nextSibling) {
    throw explainError(source, error ?? { from: whole?.to ?? 0, to: whole?.to ?? 0 });
  }
  if (whole.name !== 'ParenthesizedExpression') {
    if (whole.name === 'ComprehensionExpression') {
      throw refuse(source, whole, 'put the comprehension in brackets: [… for … in …]');
    }
    return whole;
  }
  const [, inner] = childrenOf(whole);
  return inner!;
}

/** The first place where the grammar did not match. */
function firstError(tree: Tree): { from: number; to: number } | undefined {
  let found: { from: number; to: number } | undefined;
  tree.iterate({
    enter: (node) => {
      if (found) return false;
      if (node.type.isError) found = { from: node.from, to: node.to };
      return undefined;
    },
  });
  return found;
}
