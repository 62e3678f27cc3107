import type { ComparisonOperator } from '../../domain/expressions/index.ts';
import { Float } from '../../domain/json.ts';
import type { Literal, Operand } from './operand.ts';
import {
  ALL,
  anyOf,
  type NullableColumn,
  type PayloadPath,
  type PayloadTest,
  type Predicate,
  type TextColumn,
} from './predicate.ts';

/** Every event for which a node is true, and every one for which it is false; where it fails, neither. */
export interface Verdict {
  readonly yes: Predicate;
  readonly no: Predicate;
  /** True for what never fails, so that the order of evaluation does not matter. */
  readonly isTotal: boolean;
}

export const UNKNOWN: Verdict = { yes: ALL, no: ALL, isTotal: false };

const OPPOSITE: Readonly<Partial<Record<ComparisonOperator, ComparisonOperator>>> = {
  '==': '!=',
  '!=': '==',
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
  is: 'is not',
  'is not': 'is',
};

/** `2 < x` is `x > 2`. */
export const MIRRORED: Readonly<Partial<Record<ComparisonOperator, ComparisonOperator>>> = {
  '==': '==',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
  is: 'is',
  'is not': 'is not',
};

/** `operand operator literal`. */
export function compareWithLiteral(operand: Operand, operator: ComparisonOperator, literal: Literal): Verdict {
  const opposite = OPPOSITE[operator];
  if (!opposite || (typeof literal === 'string' && !isPlainText(literal))) return UNKNOWN;
  const select = (wanted: ComparisonOperator) => selectBy(operand, wanted, literal);
  const isTotal = operand.kind !== 'payload' && !/[<>]/.test(operator);
  return { yes: select(operator), no: select(opposite), isTotal };
}

/** SQL engines cut texts at NUL, and half a surrogate pair, or bytes that are no text, are read as U+FFFD. */
function isPlainText(text: string): boolean {
  return !/[\0\ufffd]/.test(text) && text.isWellFormed();
}

function selectBy(operand: Operand, operator: ComparisonOperator, literal: Literal): Predicate {
  switch (operand.kind) {
    case 'type':
      if (typeof literal !== 'string') return ALL;
      return operator === '==' || operator === '!=' ? { kind: 'type', isEqual: operator === '==', name: literal } : ALL;
    case 'text':
      return selectText(operand.column, operator, literal);
    case 'version': {
      const range = typeof literal === 'number' ? rangeOf(operator, literal) : undefined;
      return range ? { kind: 'version', ...range } : ALL;
    }
    case 'payload':
      return selectPayload(operand.path, operand.otherwise, operator, literal);
    default:
      return ALL;
  }
}

function selectText(column: TextColumn, operator: ComparisonOperator, literal: Literal): Predicate {
  const isEqual = operator === '==' || operator === 'is';
  if (!isEqual && operator !== '!=' && operator !== 'is not') return ALL;
  if (literal === null) return isNullable(column) ? { kind: 'null', column, isNull: isEqual } : ALL;
  return typeof literal === 'string' && (operator === '==' || operator === '!=')
    ? { kind: 'text', column, isEqual, value: literal }
    : ALL;
}

function isNullable(column: TextColumn): column is NullableColumn {
  return column !== 'event_id' && column !== 'aggregate_id' && column !== 'aggregate_type';
}

function selectPayload(
  path: PayloadPath,
  otherwise: Literal | undefined,
  operator: ComparisonOperator,
  literal: Literal,
): Predicate {
  const has = (test: PayloadTest): Predicate => ({ kind: 'payload', path, test });
  const found = testOf(operator, literal);
  const parts: Predicate[] = [found ? has(found) : has({ is: 'present' })];
  // Where a default stands in, it is known already whether it can pass.
  if (otherwise !== undefined && canHold(otherwise, operator, literal)) parts.push(has({ is: 'missing' }));
  return anyOf(parts);
}

/** What a value that is there must be; undefined when nothing is known of it. */
function testOf(operator: ComparisonOperator, literal: Literal): PayloadTest | undefined {
  if (operator === 'is' || operator === '==') {
    if (literal === null) return { is: 'null' };
  } else if (operator === 'is not' || operator === '!=') {
    return literal === null ? { is: 'neither-null-nor-missing' } : undefined;
  }
  if (typeof literal === 'string') {
    // The order of other characters is the engine's, and so is that of a database that is not in UTF-8.
    if (operator !== '==' && operator !== 'is' && !/^[ -~]*$/.test(literal)) return undefined;
    const range = rangeOf(operator, literal);
    return range && { is: 'text', ...range };
  }
  const number = toNumber(literal);
  if (number === undefined) return undefined;
  const range = rangeOf(operator, number);
  // Engines read decimals to within a step or two of the nearest double.
  return range && { is: 'number', from: stepDown(range.from), to: stepUp(range.to) };
}

/** Could `otherwise operator literal` be true? Only what is certain is denied. */
function canHold(otherwise: Literal, operator: ComparisonOperator, literal: Literal): boolean {
  const [a, b] = [toNumber(otherwise), toNumber(literal)];
  if (a === undefined || b === undefined) return true;
  switch (operator) {
    case '==':
      return a === b;
    case '<':
    case '<=':
      return a <= b;
    case '>':
    case '>=':
      return a >= b;
    default:
      return true;
  }
}

function toNumber(literal: Literal): number | undefined {
  if (literal === null || typeof literal === 'string') return undefined;
  const number = literal instanceof Float ? literal.value : Number(literal);
  return Number.isFinite(number) ? number : undefined;
}

/** The inclusive range in which a comparison can hold. */
function rangeOf<T>(operator: ComparisonOperator, value: T): { from: T | undefined; to: T | undefined } | undefined {
  switch (operator) {
    case '==':
    case 'is':
      return { from: value, to: value };
    case '<':
    case '<=':
      return { from: undefined, to: value };
    case '>':
    case '>=':
      return { from: value, to: undefined };
    default:
      return undefined;
  }
}

function stepDown(value: number | undefined): number | undefined {
  return value === undefined ? undefined : value - Math.max(Math.abs(value) * 4 * Number.EPSILON, Number.MIN_VALUE);
}

function stepUp(value: number | undefined): number | undefined {
  return value === undefined ? undefined : value + Math.max(Math.abs(value) * 4 * Number.EPSILON, Number.MIN_VALUE);
}
