import type { Argument, Expression } from '../ast.ts';
import { infer } from './infer.ts';
import type { Knowledge } from './knowledge.ts';
import { emptyShape, mergeShapes, type Shape } from './shape.ts';

/** The functions that hand on the items of their argument; of `filter` and `map` it is the second. */
const SAME_ITEMS: ReadonlySet<string> = new Set([
  ...['list', 'tuple', 'set', 'sorted', 'reversed', 'iter'],
  ...['max', 'min', 'next'],
]);

/** What the items are that a call gives: a pair of number and item for `enumerate(…)`. */
export function inferItems(callee: Expression, args: readonly Argument[], knowledge: Knowledge): Shape | undefined {
  const given = args.map(({ value }) => itemsOf(infer(value, knowledge)));
  if (callee.kind === 'attribute') return ofDict(callee.name, infer(callee.object, knowledge));
  if (callee.kind !== 'name') return undefined;
  if (SAME_ITEMS.has(callee.name)) return given[0];
  switch (callee.name) {
    case 'filter':
      return given[1];
    case 'range':
      return emptyShape(['int']);
    case 'enumerate':
      return tuple(emptyShape(['int']), given[0]);
    case 'zip':
      return tuple(...given);
    default:
      return undefined;
  }
}

/** What a loop over a value of this shape meets. */
export function itemsOf(shape: Shape | undefined): Shape | undefined {
  if (shape?.types.has('str') || shape?.types.has('dict')) return emptyShape(['str']);
  return shape?.items;
}

function ofDict(method: string, owner: Shape | undefined): Shape | undefined {
  if (method === 'split' || method === 'rsplit' || method === 'splitlines') return emptyShape(['str']);
  if (!owner?.types.has('dict')) return undefined;
  const key = emptyShape(['str']);
  if (method === 'keys') return key;
  if (method !== 'values' && method !== 'items') return undefined;
  const value = mergeShapes(owner.fields.values());
  return method === 'values' ? value : tuple(key, value);
}

function tuple(...parts: (Shape | undefined)[]): Shape {
  return emptyShape(['tuple'], { parts });
}
