import type { ComparisonOperator, Expression } from '../../domain/expressions/index.ts';
import { parseExpression } from '../../domain/expressions/index.ts';
import { compareWithLiteral, MIRRORED, UNKNOWN, type Verdict } from './compare.ts';
import { type Literal, type Operand, toLiteral, toOperand } from './operand.ts';
import { ALL, allOf, anyOf, NONE, type PayloadTest, type Predicate } from './predicate.ts';
import { timeBoundsOf } from './time-bounds.ts';

/** What a store can look for on behalf of a `where` expression. */
export interface Plan {
  readonly predicate: Predicate;
  /** No event before or after these times is accepted, as far as timestamps can be read; in normal form, inclusive. */
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/**
 * Splits an expression: what comes out selects every event that it accepts. The expression itself must still be held
 * against those, because an engine's truth is not Python's. Throws a `BadExpression` for what is none.
 */
export function planWhere(source: string): Plan {
  const node = parseExpression(source);
  return { predicate: verdictOf(node).yes, ...timeBoundsOf(node) };
}

function verdictOf(node: Expression): Verdict {
  switch (node.kind) {
    case 'not':
      return negated(verdictOf(node.operand));
    case 'and':
      return node.operands.map(verdictOf).reduce(both);
    case 'or':
      return node.operands.map(verdictOf).reduce(either);
    case 'conditional': {
      const [test, yes, no] = [node.test, node.yes, node.no].map(verdictOf) as [Verdict, Verdict, Verdict];
      return {
        yes: anyOf([allOf([test.yes, yes.yes]), allOf([test.no, no.yes])]),
        no: anyOf([allOf([test.yes, yes.no]), allOf([test.no, no.no])]),
        isTotal: test.isTotal && yes.isTotal && no.isTotal,
      };
    }
    case 'comparison':
      return compareChain(node);
    default:
      return truthOf(node);
  }
}

function negated({ yes, no, isTotal }: Verdict): Verdict {
  return { yes: no, no: yes, isTotal };
}

/** The second is looked at only where the first is true, and fails as it does. */
function both(a: Verdict, b: Verdict): Verdict {
  const second = a.isTotal ? b.no : allOf([a.yes, b.no]);
  return { yes: allOf([a.yes, b.yes]), no: anyOf([a.no, second]), isTotal: a.isTotal && b.isTotal };
}

function either(a: Verdict, b: Verdict): Verdict {
  return negated(both(negated(a), negated(b)));
}

/** `a < b <= c` is `a < b and b <= c`. */
function compareChain({ first, links }: Extract<Expression, { kind: 'comparison' }>): Verdict {
  let left = first;
  return links
    .map(({ operator, operand }) => {
      const verdict = compare(left, operator, operand);
      left = operand;
      return verdict;
    })
    .reduce(both);
}

function compare(left: Expression, operator: ComparisonOperator, right: Expression): Verdict {
  if (operator === 'in') return isIn(left, right);
  if (operator === 'not in') return negated(isIn(left, right));
  const [a, b] = [toOperand(left), toOperand(right)];
  if (a && b?.kind === 'literal') return compareWithLiteral(a, operator, b.value);
  const mirrored = MIRRORED[operator];
  return b && a?.kind === 'literal' && mirrored ? compareWithLiteral(b, mirrored, a.value) : UNKNOWN;
}

/** `x in ['a', 'b']` is `x == 'a' or x == 'b'`; `'key' in event_data` asks for the key. */
function isIn(left: Expression, right: Expression): Verdict {
  if (right.kind === 'list' || right.kind === 'tuple' || right.kind === 'set') {
    const subject = toOperand(left);
    const values = right.items.map(({ spread, value }) => (spread ? undefined : toLiteral(value)));
    if (!subject || subject.kind === 'literal' || values.includes(undefined)) return UNKNOWN;
    const verdicts = values.map((value) => compareWithLiteral(subject, '==', value as Literal));
    return {
      yes: anyOf(verdicts.map(({ yes }) => yes)),
      no: allOf([presenceOf(subject), ...verdicts.map(({ no }) => no)]),
      isTotal: subject.kind !== 'payload',
    };
  }
  const key = toLiteral(left);
  const dict = toOperand(right);
  if (typeof key !== 'string' || dict?.kind !== 'dict' || !dict.isGiven) return UNKNOWN;
  const found = toOperand({ kind: 'index', object: right, index: left, span: right.span });
  if (found?.kind !== 'payload') return UNKNOWN;
  return { yes: has(found, { is: 'present' }), no: has(found, { is: 'missing' }), isTotal: true };
}

/** A subscript alone fails where the key is missing, so that even `not in []` accepts nothing there. */
function presenceOf(operand: Operand): Predicate {
  return operand.kind === 'payload' && operand.otherwise === undefined ? has(operand, { is: 'present' }) : ALL;
}

/** A value where a truth is asked for. */
function truthOf(node: Expression): Verdict {
  if (node.kind === 'literal') {
    const isTrue = typeof node.value === 'object' ? node.value !== null : Boolean(node.value);
    return typeof node.value === 'object' && node.value !== null ? UNKNOWN : isTrue ? TRUE : FALSE;
  }
  const operand = toOperand(node);
  if (operand?.kind !== 'payload') return UNKNOWN;
  const missing = operand.otherwise === undefined ? NONE : has(operand, { is: 'missing' });
  return {
    yes: anyOf([has(operand, { is: 'truthy' }), missing]),
    no: anyOf([has(operand, { is: 'falsy' }), missing]),
    isTotal: false,
  };
}

const TRUE: Verdict = { yes: ALL, no: NONE, isTotal: true };
const FALSE: Verdict = { yes: NONE, no: ALL, isTotal: true };

function has({ path }: Extract<Operand, { kind: 'payload' }>, test: PayloadTest): Predicate {
  return { kind: 'payload', path, test };
}
