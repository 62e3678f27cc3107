import type { Entry, Expression, Item } from '../ast.ts';
import { typeError } from '../evaluation-error.ts';
import { isDict, typeName, type Value } from '../value.ts';
import { dictEntries, makeDict } from '../values/dicts.ts';
import { compile } from './compile.ts';
import type { Evaluate, Frame, Scope } from './scope.ts';
import { spreadable } from './spreadable.ts';

/** A list, tuple or set that is written out. Values never change, so one of literals only is made once. */
export function compileItems(items: readonly Item[], scope: Scope, make: (items: Value[]) => Value): Evaluate {
  const parts = items.map(({ spread, value }) => ({ spread, evaluate: compile(value, scope) }));
  if (items.every(({ spread, value }) => !spread && isConstant(value))) {
    let made: Value | undefined;
    return (frame) => {
      made ??= make(parts.map(({ evaluate }) => evaluate(frame)));
      return made;
    };
  }
  return (frame) => {
    const values: Value[] = [];
    for (const { spread, evaluate } of parts) {
      if (spread) for (const item of spreadable(evaluate(frame), 'Value')) values.push(item);
      else values.push(evaluate(frame));
    }
    return make(values);
  };
}

/** Is the node's value known without an event? */
export function isConstant(node: Expression): boolean {
  if (node.kind === 'unary') return node.operand.kind === 'literal';
  if (node.kind === 'list' || node.kind === 'tuple') {
    return node.items.every(({ spread, value }) => !spread && isConstant(value));
  }
  return node.kind === 'literal';
}

/** A dict that is written out; `**mapping` adds another's entries. */
export function compileDict(entries: readonly Entry[], scope: Scope): Evaluate {
  const parts = entries.map(({ key, value }) => ({
    key: key ? compile(key, scope) : undefined,
    value: compile(value, scope),
  }));
  // All keys and values are evaluated before the first key is looked at.
  return (frame) => makeDict([...entriesOf(parts, frame)]);
}

function* entriesOf(
  parts: readonly { readonly key: Evaluate | undefined; readonly value: Evaluate }[],
  frame: Frame,
): Generator<readonly [Value, Value]> {
  for (const { key, value } of parts) {
    if (key) {
      yield [key(frame), value(frame)];
      continue;
    }
    const mapping = value(frame);
    if (!isDict(mapping)) throw typeError(`'${typeName(mapping)}' object is not a mapping`);
    yield* dictEntries(mapping);
  }
}
