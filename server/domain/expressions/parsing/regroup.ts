import type { SyntaxNode } from '@lezer/common';
import type { ComparisonLink, ComparisonOperator, Expression } from '../ast.ts';
import type { Span } from '../expression.ts';
import { MAX_DEPTH } from '../limits.ts';
import { childrenOf, refuse, type Source, spanOf, textOf } from './source-node.ts';

/** An operator's word or an operand, in the order of the source. */
interface Token {
  readonly word: string;
  readonly node: SyntaxNode;
}

const OPERAND = '';
const COMPARISONS: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=', 'in', 'not in', 'is', 'is not']);

/** Is it one of the operators that `regroup` takes apart? */
export function isBooleanLevel(node: SyntaxNode): boolean {
  const [first, second] = childrenOf(node);
  if (node.name === 'UnaryExpression') return first?.name === 'not';
  return node.name === 'BinaryExpression' && second?.name !== 'ArithOp' && second?.name !== 'BitOp';
}

/**
 * Builds the tree of `or`, `and`, `not` and comparisons by Python's grammar:
 *
 *     or  = and ('or' and)*        not        = 'not' not | comparison
 *     and = not ('and' not)*       comparison = operand (operator operand)*
 *
 * The parser groups `not a and b` as `not (a and b)` and nests chained comparisons; the order of its words is right,
 * so they are read again from that.
 */
export function regroup(source: Source, node: SyntaxNode, toOperand: (node: SyntaxNode) => Expression): Expression {
  const tokens = flatten(source, node);
  let at = 0;

  const joined = (word: 'and' | 'or', part: () => Expression): Expression => {
    const operands = [part()];
    while (tokens[at]?.word === word) {
      at++;
      operands.push(part());
    }
    if (operands.length === 1) return operands[0]!;
    return { kind: word, operands, span: around(operands[0]!.span, operands.at(-1)!.span) };
  };

  const negation = (): Expression => {
    const negations: SyntaxNode[] = [];
    while (tokens[at]?.word === 'not') negations.push(tokens[at++]!.node);
    if (negations.length > MAX_DEPTH) {
      throw refuse(source, negations[0]!, `the expression is nested deeper than ${MAX_DEPTH} levels`);
    }
    return negations.reduceRight<Expression>(
      (operand, word) => ({ kind: 'not', operand, span: around(spanOf(source, word), operand.span) }),
      comparison(),
    );
  };

  const comparison = (): Expression => {
    const first = operand();
    const links: ComparisonLink[] = [];
    while (COMPARISONS.has(tokens[at]?.word ?? OPERAND)) {
      links.push({ operator: tokens[at++]!.word as ComparisonOperator, operand: operand() });
    }
    if (links.length === 0) return first;
    return { kind: 'comparison', first, links, span: around(first.span, links.at(-1)!.operand.span) };
  };

  const operand = (): Expression => {
    const token = tokens[at++]!;
    if (token.word === OPERAND) return toOperand(token.node);
    throw refuse(source, token.node, `put brackets around what '${token.word}' belongs to: a == (not b)`);
  };

  return joined('or', () => joined('and', negation));
}

/** The words and operands from left to right. Chains are as deep in the tree as they are long, so none is recursed into. */
function flatten(source: Source, root: SyntaxNode): Token[] {
  const tokens: Token[] = [];
  const ahead: (SyntaxNode | Token)[] = [root];
  for (let next = ahead.pop(); next; next = ahead.pop()) {
    if ('word' in next) tokens.push(next);
    else if (!isBooleanLevel(next)) tokens.push({ word: OPERAND, node: next });
    else ahead.push(...partsOf(source, next).reverse());
  }
  return tokens;
}

/** `a or b`, `a not in b`, `not a`: operands and the operator between them. */
function partsOf(source: Source, node: SyntaxNode): (SyntaxNode | Token)[] {
  const children = childrenOf(node);
  const right = children.pop()!;
  const left = node.name === 'BinaryExpression' ? [children.shift()!] : [];
  const word = children.map((child) => textOf(source, child)).join(' ');
  if (word === '<>') throw refuse(source, children[0]!, "use '!=' instead of '<>'");
  return [...left, { word, node: children[0]! }, right];
}

function around(first: Span, last: Span): Span {
  return { from: first.from, to: last.to };
}
