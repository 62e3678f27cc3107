import type { Expression } from '../server/domain/expressions/index.ts';
import { parseExpression } from '../server/domain/expressions/index.ts';
import { formatStatePath, type StatePath } from '../server/domain/state-path.ts';

/** The part of the state that an expression names: `state['items'][0].qty` is `items[0].qty`. Undefined for others. */
export function statePathOf(expression: string): string | undefined {
  try {
    const path = pathOf(parseExpression(expression));
    return path && path.length > 0 ? formatStatePath(path) : undefined;
  } catch {
    return undefined;
  }
}

function pathOf(node: Expression): StatePath | undefined {
  if (node.kind === 'name') return node.name === 'state' ? [] : undefined;
  if (node.kind !== 'attribute' && node.kind !== 'index') return undefined;
  const parent = pathOf(node.object);
  const step = node.kind === 'attribute' ? node.name : node.index.kind === 'literal' ? node.index.value : undefined;
  return parent && (typeof step === 'string' || typeof step === 'number') ? [...parent, step] : undefined;
}

/** A part of one aggregate's state, as a text that means the same in a later session. */
export function toDataId(aggregateId: string, path: string): string {
  return JSON.stringify([aggregateId, path]);
}

/** Undefined for what `toDataId` did not write. */
export function readDataId(dataId: string): { aggregateId: string; path: string } | undefined {
  try {
    const [aggregateId, path] = JSON.parse(dataId) as unknown[];
    return typeof aggregateId === 'string' && typeof path === 'string' ? { aggregateId, path } : undefined;
  } catch {
    return undefined;
  }
}
