import type { SyntaxNode } from '@lezer/common';
import type { Argument, Expression } from '../ast.ts';
import { convertComprehension } from './convert-comprehension.ts';
import { childrenOf, refuse, type Source, textOf } from './source-node.ts';

/** The arguments between a call's brackets. */
export function convertArguments(
  source: Source,
  list: SyntaxNode,
  visit: (node: SyntaxNode) => Expression,
): readonly Argument[] {
  const groups = splitAtCommas(childrenOf(list).slice(1, -1));
  const args: Argument[] = [];
  const names = new Set<string>();
  for (const group of groups) {
    const argument = convertArgument(source, group, groups.length, visit);
    const last = args.at(-1)?.kind;
    if (argument.kind === 'positional' && (last === 'named' || last === 'spread-named')) {
      throw refuse(source, group[0]!, 'arguments with a name come after those without');
    }
    if (argument.kind === 'named' && names.has(argument.name)) {
      throw refuse(source, group[0]!, `the argument '${argument.name}' is given twice`);
    }
    if (argument.kind === 'named') names.add(argument.name);
    args.push(argument);
  }
  return args;
}

function convertArgument(
  source: Source,
  group: readonly SyntaxNode[],
  count: number,
  visit: (node: SyntaxNode) => Expression,
): Argument {
  const [first, second, third] = group as [SyntaxNode, SyntaxNode?, SyntaxNode?];
  if (first.name === '*') return { kind: 'spread', name: '', value: visit(second!) };
  if (first.name === '**') return { kind: 'spread-named', name: '', value: visit(second!) };
  if (!second) return { kind: 'positional', name: '', value: visit(first) };
  if (second.name !== 'AssignOp') {
    if (count > 1) throw refuse(source, first, 'put the comprehension in brackets: [… for … in …]');
    return { kind: 'positional', name: '', value: convertComprehension(source, first, group, visit) };
  }
  if (textOf(source, second) === ':=') {
    throw refuse(source, second, 'an expression assigns nothing: write the value where it is used');
  }
  if (group.length > 3) throw refuse(source, third!, 'put the comprehension in brackets: [… for … in …]');
  return { kind: 'named', name: textOf(source, first), value: visit(third!) };
}

/** A comprehension's targets hold commas too, between `for` and `in`. */
function splitAtCommas(nodes: readonly SyntaxNode[]): SyntaxNode[][] {
  const groups: SyntaxNode[][] = [[]];
  let inTargets = false;
  for (const node of nodes) {
    if (node.name === 'for') inTargets = true;
    if (node.name === 'in') inTargets = false;
    if (node.name === ',' && !inTargets) groups.push([]);
    else groups.at(-1)!.push(node);
  }
  return groups.filter((group) => group.length > 0);
}
