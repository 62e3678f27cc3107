import type { RecordedEvent } from '../../event.ts';
import { isTypeNamed } from '../../event-types.ts';
import type { ComparisonOperator, Expression } from '../ast.ts';
import { spend } from '../limits.ts';
import { contains } from '../operators/contains.ts';
import { isDict, isList, SetValue, Tuple, type Value } from '../value.ts';
import { equals, isSame } from '../values/equality.ts';
import { iterate } from '../values/iterate.ts';
import { isOrdered, type Ordering } from '../values/ordering.ts';
import { compile } from './compile.ts';
import { eventFieldOf } from './event-field.ts';
import type { Evaluate, Frame, Scope } from './scope.ts';

type Comparison = Extract<Expression, { kind: 'comparison' }>;
type Compare = (left: Value, right: Value, frame: Frame) => boolean;

const COMPARE: Readonly<Record<ComparisonOperator, Compare>> = {
  '==': equals,
  '!=': (left, right) => !equals(left, right),
  '<': (left, right) =>
    typeof left === 'number' && typeof right === 'number' ? left < right : isOrdered(left, '<', right),
  '<=': (left, right) =>
    typeof left === 'number' && typeof right === 'number' ? left <= right : isOrdered(left, '<=', right),
  '>': (left, right) =>
    typeof left === 'number' && typeof right === 'number' ? left > right : isOrdered(left, '>', right),
  '>=': (left, right) =>
    typeof left === 'number' && typeof right === 'number' ? left >= right : isOrdered(left, '>=', right),
  in: (left, right) => contains(right, left),
  'not in': (left, right) => !contains(right, left),
  is: isSame,
  'is not': (left, right) => !isSame(left, right),
};

/** `a < b <= c`: each operand is evaluated once, and none after the first false. */
export function compileComparison({ first, links }: Comparison, scope: Scope): Evaluate {
  const parts = links.map(({ operator, operand }, index) => ({
    compare: comparer(index === 0 ? first : links[index - 1]!.operand, operator, operand, scope),
    right: compile(operand, scope),
  }));
  const left = compile(first, scope);
  const [{ compare, right }] = parts as [(typeof parts)[0]];
  if (parts.length === 1) {
    const number = isOrdering(links[0]!.operator) ? literalNumber(links[0]!.operand) : undefined;
    if (number !== undefined) return compareWithNumber(left, links[0]!.operator as Ordering, number);
    return (frame) => compare(left(frame), right(frame), frame);
  }
  return (frame) => {
    let before = left(frame);
    for (const part of parts) {
      const value = part.right(frame);
      if (!part.compare(before, value, frame)) return false;
      before = value;
    }
    return true;
  };
}

function isOrdering(operator: ComparisonOperator): operator is Ordering {
  return operator === '<' || operator === '<=' || operator === '>' || operator === '>=';
}

/** The number that is written there, with its sign; undefined for anything else. */
function literalNumber(node: Expression): number | undefined {
  if (node.kind === 'unary' && node.operator === '-') {
    const number = literalNumber(node.operand);
    return number === undefined ? undefined : -number;
  }
  return node.kind === 'literal' && typeof node.value === 'number' ? node.value : undefined;
}

/** `left > 2`: the shape of most conditions. */
function compareWithNumber(left: Evaluate, operator: Ordering, number: number): Evaluate {
  const otherwise = (value: Value) => isOrdered(value, operator, number);
  switch (operator) {
    case '<':
      return (frame) => {
        const value = left(frame);
        return typeof value === 'number' ? value < number : otherwise(value);
      };
    case '<=':
      return (frame) => {
        const value = left(frame);
        return typeof value === 'number' ? value <= number : otherwise(value);
      };
    case '>':
      return (frame) => {
        const value = left(frame);
        return typeof value === 'number' ? value > number : otherwise(value);
      };
    case '>=':
      return (frame) => {
        const value = left(frame);
        return typeof value === 'number' ? value >= number : otherwise(value);
      };
  }
}

/** How two nodes are compared: the event's type is equal to both of its spellings. */
function comparer(left: Expression, operator: ComparisonOperator, right: Expression, scope: Scope): Compare {
  const plain = COMPARE[operator];
  const isLeft = eventFieldOf(left, scope) === 'event_type';
  const isRight = eventFieldOf(right, scope) === 'event_type';
  if (isLeft === isRight) return plain;
  switch (operator) {
    case '==':
      return isLeft
        ? (_, name, { context }) => isNamed(context.event, name)
        : (name, _, { context }) => isNamed(context.event, name);
    case '!=':
      return isLeft
        ? (_, name, { context }) => !isNamed(context.event, name)
        : (name, _, { context }) => !isNamed(context.event, name);
    case 'in':
      return isLeft ? (type, names, { context }) => isAmong(context.event, type, names) : plain;
    case 'not in':
      return isLeft ? (type, names, { context }) => !isAmong(context.event, type, names) : plain;
    default:
      return plain;
  }
}

function isNamed(event: RecordedEvent, name: Value): boolean {
  return typeof name === 'string' && isTypeNamed(event, name);
}

function isAmong(event: RecordedEvent, type: Value, names: Value): boolean {
  const items = names instanceof Tuple ? names.items : names;
  if (isList(items)) {
    spend(items.length);
    return items.some((name) => isNamed(event, name));
  }
  if (names instanceof SetValue || isDict(names)) return [...iterate(names)].some((name) => isNamed(event, name));
  return contains(names, type);
}
