import type { SyntaxNode } from '@lezer/common';
import type { Clause, Expression, Target } from '../ast.ts';
import { childrenOf, refuse, type Source, spanOf, textOf } from './source-node.ts';

const FORMS: Readonly<Record<string, 'list' | 'set'>> = {
  ArrayComprehensionExpression: 'list',
  SetComprehensionExpression: 'set',
};

/**
 * A comprehension of any form. `parts` are the nodes between its brackets: the element (or key, colon, value) and the
 * clauses; a generator that is a call's only argument has them without brackets of its own.
 */
export function convertComprehension(
  source: Source,
  node: SyntaxNode,
  parts: readonly SyntaxNode[],
  visit: (node: SyntaxNode) => Expression,
): Expression {
  const start = parts.findIndex(({ name }) => name === 'for' || name === 'async');
  const [element, colon, value] = parts.slice(0, start);
  if (element!.name === '*' || element!.name === '**') {
    throw refuse(source, element!, 'a comprehension cannot spread: use a second for');
  }
  const span = {
    from: spanOf(source, node).from,
    to: Math.max(spanOf(source, node).to, spanOf(source, parts.at(-1)!).to),
  };
  const clauses = clausesOf(source, parts.slice(start), visit);
  if (colon) return { kind: 'dict-comprehension', key: visit(element!), value: visit(value!), clauses, span };
  return { kind: 'comprehension', form: FORMS[node.name] ?? 'generator', element: visit(element!), clauses, span };
}

function clausesOf(
  source: Source,
  parts: readonly SyntaxNode[],
  visit: (node: SyntaxNode) => Expression,
): readonly Clause[] {
  const clauses: Clause[] = [];
  for (let at = 0; at < parts.length; ) {
    const word = parts[at++]!;
    if (word.name === 'async') throw refuse(source, word, "'async' is not allowed in an expression");
    if (word.name === 'if') {
      clauses.push({ kind: 'if', test: visit(parts[at++]!) });
      continue;
    }
    const end = parts.findIndex(({ name }, index) => index >= at && name === 'in');
    const target = targetOf(source, parts.slice(at, end), word);
    clauses.push({ kind: 'for', target, items: visit(parts[end + 1]!) });
    at = end + 2;
  }
  return clauses;
}

/** `x`, `k, v` or `(k, (a, b))`. */
function targetOf(source: Source, nodes: readonly SyntaxNode[], word: SyntaxNode): Target {
  const targets = nodes.filter(({ name }) => name !== ',').map((node) => oneTarget(source, node));
  const [only] = targets;
  if (!only) throw refuse(source, word, "write a name after 'for'");
  return nodes.length === 1 ? only : { targets };
}

function oneTarget(source: Source, node: SyntaxNode): Target {
  if (node.name === 'VariableName') {
    const name = textOf(source, node);
    if (name.startsWith('__')) throw refuse(source, node, `names that begin with '__' are not allowed: ${name}`);
    return { name, span: spanOf(source, node) };
  }
  if (/^(Parenthesized|Tuple|Array)Expression$/.test(node.name)) {
    const inner = childrenOf(node).slice(1, -1);
    const target = targetOf(source, inner, node);
    return node.name === 'ParenthesizedExpression' || 'targets' in target ? target : { targets: [target] };
  }
  throw refuse(source, node, "write a name after 'for'");
}
