import type { Expression } from '../ast.ts';
import { BINARY } from '../operators/binary.ts';
import { slice } from '../operators/slice.ts';
import { subscript } from '../operators/subscript.ts';
import { UNARY } from '../operators/unary.ts';
import { Tuple } from '../value.ts';
import { isTruthy } from '../values/truth.ts';
import { compileAttribute } from './compile-attribute.ts';
import { compileCall } from './compile-call.ts';
import { compileComparison } from './compile-comparison.ts';
import { compileComprehension, compileDictComprehension } from './compile-comprehension.ts';
import { compileDict, compileItems, compileSet } from './compile-display.ts';
import { compileKey } from './compile-key.ts';
import { compileName } from './compile-name.ts';
import { compileText } from './compile-text.ts';
import { eventFieldOf, readField } from './event-field.ts';
import type { Evaluate, Scope } from './scope.ts';

type Binary = Extract<Expression, { kind: 'binary' }>;

/** Turns a node into a closure. Throws a `BadExpression` for names and methods that do not exist. */
export function compile(node: Expression, scope: Scope): Evaluate {
  switch (node.kind) {
    case 'literal': {
      const { value } = node;
      return () => value;
    }
    case 'name':
      return compileName(node, scope);
    case 'attribute':
      return compileAttribute(node, scope);
    case 'index': {
      const field = eventFieldOf(node, scope);
      if (field) return readField(field, scope);
      const [object, index] = [compile(node.object, scope), compile(node.index, scope)];
      const key = node.index.kind === 'literal' ? node.index.value : undefined;
      if (typeof key === 'string') return compileKey(node.object, key, object, scope);
      return (frame) => subscript(object(frame), index(frame));
    }
    case 'slice': {
      const object = compile(node.object, scope);
      const [start, stop, step] = node.bounds.map((bound) => (bound ? compile(bound, scope) : () => null));
      return (frame) => slice(object(frame), start!(frame), stop!(frame), step!(frame));
    }
    case 'call':
      return compileCall(node, scope);
    case 'not': {
      const operand = compile(node.operand, scope);
      return (frame) => !isTruthy(operand(frame));
    }
    case 'and':
      return compileChain(node.operands, scope, false);
    case 'or':
      return compileChain(node.operands, scope, true);
    case 'comparison':
      return compileComparison(node, scope);
    case 'unary': {
      const [operate, operand] = [UNARY[node.operator], compile(node.operand, scope)];
      return (frame) => operate(operand(frame));
    }
    case 'binary':
      return compileBinary(node, scope);
    case 'conditional': {
      const test = compile(node.test, scope);
      const [yes, no] = [compile(node.yes, scope), compile(node.no, scope)];
      return (frame) => (isTruthy(test(frame)) ? yes(frame) : no(frame));
    }
    case 'list':
      return compileItems(node.items, scope, (items) => items);
    case 'tuple':
      return compileItems(node.items, scope, (items) => new Tuple(items));
    case 'set':
      return compileSet(node.items, scope);
    case 'dict':
      return compileDict(node.entries, scope);
    case 'text':
      return compileText(node.parts, scope);
    case 'comprehension':
      return compileComprehension(node, scope);
    case 'dict-comprehension':
      return compileDictComprehension(node, scope);
  }
}

/** `a + b - c`: chains can be long, so they are run one after the other rather than one inside the other. */
function compileBinary(node: Binary, scope: Scope): Evaluate {
  const chain: Binary[] = [];
  let first: Expression = node;
  for (; first.kind === 'binary'; first = first.left) chain.unshift(first);
  const start = compile(first, scope);
  const steps = chain.map(({ operator, right }) => ({ operate: BINARY[operator], right: compile(right, scope) }));
  const [{ operate, right }] = steps as [(typeof steps)[0]];
  if (steps.length === 1) return (frame) => operate(start(frame), right(frame));
  return (frame) => {
    let value = start(frame);
    for (const step of steps) value = step.operate(value, step.right(frame));
    return value;
  };
}

/** `and` gives its first false operand, `or` its first true one, else the last; the rest is not evaluated. */
function compileChain(operands: readonly Expression[], scope: Scope, stopsAt: boolean): Evaluate {
  const parts = operands.map((operand) => compile(operand, scope));
  const [first, second] = parts as [Evaluate, Evaluate];
  if (parts.length === 2) {
    return (frame) => {
      const value = first(frame);
      return isTruthy(value) === stopsAt ? value : second(frame);
    };
  }
  const last = parts.length - 1;
  return (frame) => {
    for (let at = 0; at < last; at++) {
      const value = parts[at]!(frame);
      if (isTruthy(value) === stopsAt) return value;
    }
    return parts[last]!(frame);
  };
}
