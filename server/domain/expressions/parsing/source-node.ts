import type { SyntaxNode } from '@lezer/common';
import { type BadExpression, syntaxError } from '../bad-expression.ts';
import type { Span } from '../expression.ts';

/** What the parser read, and how its offsets translate to those of the user's source. */
export interface Source {
  /** What the user wrote. */
  readonly text: string;
  /** Where `parsed` begins in it. */
  readonly offset: number;
  /** What the parser was given: the text of a part of it, in the grammar's words. */
  readonly parsed: string;
}

export function textOf(source: Source, node: { readonly from: number; readonly to: number }): string {
  return source.text.slice(node.from + source.offset, node.to + source.offset);
}

/** The node's place in the user's source. */
export function spanOf(source: Source, node: { readonly from: number; readonly to: number }): Span {
  const clamp = (at: number) => Math.min(Math.max(at + source.offset, 0), source.text.length);
  return { from: clamp(node.from), to: clamp(node.to) };
}

export function refuse(
  source: Source,
  node: { readonly from: number; readonly to: number },
  text: string,
): BadExpression {
  return syntaxError(source.text, spanOf(source, node), text);
}

/** The node's children, comments left out. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (child.name !== 'Comment') children.push(child);
  }
  return children;
}
