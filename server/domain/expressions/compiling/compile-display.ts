import type { Entry, Expression, Item } from '../ast.ts';
import { typeError } from '../evaluation-error.ts';
import { spend } from '../limits.ts';
import { isDict, typeName, type Value } from '../value.ts';
import { dictEntries, makeDict } from '../values/dicts.ts';
import { makeSet } from '../values/sets.ts';
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
    spend(parts.length);
    const values: Value[] = [];
    for (const { spread, evaluate } of parts) {
      if (spread) for (const item of spreadable(evaluate(frame), 'Value')) values.push(item);
      else values.push(evaluate(frame));
    }
    return make(values);
  };
}

/** A set that is written out: from the first `*items` on, each member is looked at before the next is evaluated. */
export function compileSet(items: readonly Item[], scope: Scope): Evaluate {
  const first = items.findIndex(({ spread }) => spread);
  if (first < 0) return compileItems(items, scope, makeSet);
  const parts = items.map(({ spread, value }) => ({ spread, evaluate: compile(value, scope) }));
  return (frame) => makeSet(membersOf(parts, first, frame));
}

function* membersOf(
  parts: readonly { readonly spread: boolean; readonly evaluate: Evaluate }[],
  first: number,
  frame: Frame,
): Generator<Value> {
  yield* parts.slice(0, first).map(({ evaluate }) => evaluate(frame));
  for (const { spread, evaluate } of parts.slice(first)) {
    if (spread) yield* spreadable(evaluate(frame), 'Value');
    else yield evaluate(frame);
  }
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
  return (frame) => makeDict(entriesOf(parts, frame));
}

function* entriesOf(
  parts: readonly { readonly key: Evaluate | undefined; readonly value: Evaluate }[],
  frame: Frame,
): Generator<readonly [Value, Value]> {
  // As in CPython, keys are looked at when all entries up to the next `**` have been evaluated.
  let waiting: (readonly [Value, Value])[] = [];
  for (const { key, value } of parts) {
    if (key) {
      waiting.push([key(frame), value(frame)]);
      continue;
    }
    yield* waiting;
    waiting = [];
    const mapping = value(frame);
    if (!isDict(mapping)) throw typeError(`'${typeName(mapping)}' object is not a mapping`);
    yield* dictEntries(mapping);
  }
  yield* waiting;
}
