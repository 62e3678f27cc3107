import type { SyntaxNode } from '@lezer/common';
import type { Expression } from '../ast.ts';
import { childrenOf, refuse, type Source, spanOf, textOf } from './source-node.ts';

/** `object.name`, `object[index]` and `object[start:stop:step]`. */
export function convertMember(source: Source, node: SyntaxNode, visit: (node: SyntaxNode) => Expression): Expression {
  const [objectNode, opening, ...rest] = childrenOf(node);
  const object = visit(objectNode!);
  const span = spanOf(source, node);
  if (opening!.name === '.') {
    const property = rest[0]!;
    const name = textOf(source, property);
    if (name.startsWith('__')) throw refuse(source, property, `names that begin with '__' are not allowed: ${name}`);
    return { kind: 'attribute', object, name, nameSpan: spanOf(source, property), span };
  }
  const parts = rest.slice(0, -1);
  if (parts.some(({ name }) => name === ':')) {
    if (parts.some(({ name }) => name === ',')) throw refuse(source, parts[0]!, 'write one slice: xs[start:stop:step]');
    return { kind: 'slice', object, bounds: boundsOf(parts, visit), span };
  }
  const [first, comma] = parts;
  if (!comma) return { kind: 'index', object, index: visit(first!), span };
  const items = parts.filter(({ name }) => name !== ',').map((part) => ({ spread: false, value: visit(part) }));
  const index = { from: spanOf(source, first!).from, to: spanOf(source, parts.at(-1)!).to };
  return { kind: 'index', object, index: { kind: 'tuple', items, span: index }, span };
}

/** Start, stop and step; those that were left out are undefined. */
function boundsOf(parts: readonly SyntaxNode[], visit: (node: SyntaxNode) => Expression): (Expression | undefined)[] {
  const bounds: (Expression | undefined)[] = [undefined, undefined, undefined];
  let at = 0;
  for (const part of parts) {
    if (part.name === ':') at++;
    else bounds[at] = visit(part);
  }
  return bounds;
}
