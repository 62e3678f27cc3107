import type { SyntaxNode } from '@lezer/common';
import type { Entry, Expression, Item } from '../ast.ts';
import type { Span } from '../expression.ts';
import { MAX_DEPTH } from '../limits.ts';
import type { BinaryOperator } from '../operators/binary.ts';
import type { UnaryOperator } from '../operators/unary.ts';
import { convertArguments } from './convert-arguments.ts';
import { convertComprehension } from './convert-comprehension.ts';
import { convertMember } from './convert-member.ts';
import { convertText } from './convert-text.ts';
import { parseNumber } from './parse-number.ts';
import { isBooleanLevel, regroup } from './regroup.ts';
import { childrenOf, refuse, type Source, spanOf, textOf } from './source-node.ts';

/** What the grammar knows and an expression may not use, with what to do instead. */
const REFUSED: Readonly<Record<string, string>> = {
  LambdaExpression: 'functions are not allowed: use a comprehension, [… for x in xs]',
  AwaitExpression: "'await' is not allowed in an expression",
  YieldExpression: "'yield' is not allowed in an expression",
  NamedExpression: 'an expression assigns nothing: write the value where it is used',
  Ellipsis: "'...' has no value here",
  '*': "'*' can only stand inside a list, a tuple, a set or a call",
};

/** Turns the grammar's tree into ours. Throws a `BadExpression` for what an expression may not hold. */
export function convert(source: Source, node: SyntaxNode): Expression {
  let depth = 0;
  const visit = (inner: SyntaxNode): Expression => {
    if (depth >= MAX_DEPTH) throw refuse(source, inner, `the expression is nested deeper than ${MAX_DEPTH} levels`);
    depth++;
    const expression = convertNode(source, inner, visit);
    depth--;
    return expression;
  };
  return visit(node);
}

function convertNode(source: Source, node: SyntaxNode, visit: (node: SyntaxNode) => Expression): Expression {
  const span = spanOf(source, node);
  if (isBooleanLevel(node)) return regroup(source, node, visit);
  switch (node.name) {
    case 'Number':
      return convertNumber(source, node, span);
    case 'String':
    case 'FormatString':
    case 'ContinuedString':
      return convertText(source, node, visit);
    case 'Boolean':
      return { kind: 'literal', value: textOf(source, node) === 'True', span };
    case 'None':
      return { kind: 'literal', value: null, span };
    case 'VariableName':
      return { kind: 'name', name: nameOf(source, node), span };
    case 'ParenthesizedExpression':
      return visit(childrenOf(node)[1]!);
    case 'UnaryExpression':
      return convertUnary(source, node, span, visit);
    case 'BinaryExpression':
      return convertBinary(source, node, visit);
    case 'ConditionalExpression': {
      const [yes, , test, , no] = childrenOf(node);
      return { kind: 'conditional', test: visit(test!), yes: visit(yes!), no: visit(no!), span };
    }
    case 'MemberExpression':
      return convertMember(source, node, visit);
    case 'CallExpression': {
      const [callee, list] = childrenOf(node);
      return { kind: 'call', callee: visit(callee!), args: convertArguments(source, list!, visit), span };
    }
    case 'ArrayExpression':
      return { kind: 'list', items: itemsOf(source, node, visit), span };
    case 'TupleExpression':
      return { kind: 'tuple', items: itemsOf(source, node, visit), span };
    case 'SetExpression':
      return { kind: 'set', items: itemsOf(source, node, visit), span };
    case 'DictionaryExpression':
      return { kind: 'dict', entries: entriesOf(node, visit), span };
    case 'ArrayComprehensionExpression':
    case 'SetComprehensionExpression':
    case 'ComprehensionExpression':
    case 'DictionaryComprehensionExpression':
      return convertComprehension(source, node, childrenOf(node).slice(1, -1), visit);
    default:
      throw refuse(source, node, REFUSED[node.name] ?? `'${textOf(source, node)}' is not expected here`);
  }
}

/** A name that an expression may use. Throws for `__dunder__` names. */
export function nameOf(source: Source, node: SyntaxNode): string {
  const name = textOf(source, node);
  if (name.startsWith('__')) throw refuse(source, node, `names that begin with '__' are not allowed: ${name}`);
  return name;
}

function convertNumber(source: Source, node: SyntaxNode, span: Span): Expression {
  const value = parseNumber(textOf(source, node));
  if (typeof value === 'object' && 'refused' in value) throw refuse(source, node, value.refused);
  return { kind: 'literal', value, span };
}

function convertUnary(source: Source, node: SyntaxNode, span: Span, visit: (node: SyntaxNode) => Expression) {
  const [sign, operand] = childrenOf(node);
  const operator = textOf(source, sign!) as UnaryOperator;
  return { kind: 'unary' as const, operator, operand: visit(operand!), span };
}

/** Operators of one level lean to the left, as long as the chain is: they are taken up from the first operand on. */
function convertBinary(source: Source, node: SyntaxNode, visit: (node: SyntaxNode) => Expression): Expression {
  const chain: SyntaxNode[] = [];
  let first = node;
  while (first.name === 'BinaryExpression' && !isBooleanLevel(first)) {
    chain.unshift(first);
    first = first.firstChild!;
  }
  return chain.reduce<Expression>((left, outer) => {
    const [, sign, right] = childrenOf(outer);
    const operator = textOf(source, sign!);
    if (operator === '@') throw refuse(source, sign!, "matrices are not used in expressions: '@' has no meaning");
    const span = spanOf(source, outer);
    return { kind: 'binary', operator: operator as BinaryOperator, left, right: visit(right!), span };
  }, visit(first));
}

/** The items between the brackets; `*xs` is spread. */
function itemsOf(source: Source, node: SyntaxNode, visit: (node: SyntaxNode) => Expression): Item[] {
  const items: Item[] = [];
  let spread = false;
  for (const child of childrenOf(node).slice(1, -1)) {
    if (child.name === '*') spread = true;
    else if (child.name !== ',') {
      items.push({ spread, value: visit(child) });
      spread = false;
    }
  }
  if (spread) throw refuse(source, node, REFUSED['*']!);
  return items;
}

function entriesOf(node: SyntaxNode, visit: (node: SyntaxNode) => Expression): Entry[] {
  const entries: Entry[] = [];
  const parts = childrenOf(node)
    .slice(1, -1)
    .filter(({ name }) => name !== ',');
  for (let at = 0; at < parts.length; ) {
    const [first, colon, value] = parts.slice(at, at + 3);
    if (first!.name === '**') {
      entries.push({ key: undefined, value: visit(colon!) });
      at += 2;
    } else {
      entries.push({ key: visit(first!), value: visit(value!) });
      at += 3;
    }
  }
  return entries;
}
