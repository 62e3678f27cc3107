import type { ComparisonOperator, Expression } from '../../domain/expressions/index.ts';
import { normaliseTimestamp } from '../../domain/timestamp.ts';
import { MIRRORED } from './compare.ts';
import { toLiteral, toOperand } from './operand.ts';

/** The times between which an event must lie for the expression to be true; in normal form, inclusive. */
export function timeBoundsOf(node: Expression): { from: string | undefined; to: string | undefined } {
  const bounds = conjunctsOf(node).flatMap(timeBound);
  return {
    from: bounds
      .flatMap(({ from }) => from ?? [])
      .sort()
      .at(-1),
    to: bounds.flatMap(({ to }) => to ?? []).sort()[0],
  };
}

/** Everything that must be true for the node to be true. */
function conjunctsOf(node: Expression): readonly Expression[] {
  return node.kind === 'and' ? node.operands.flatMap(conjunctsOf) : [node];
}

interface TimeBound {
  readonly from?: string;
  readonly to?: string;
}

/** `timestamp >= '2025-09-19'` and its kin; a comparison chain gives a bound for each link. */
function timeBound(node: Expression): readonly TimeBound[] {
  if (node.kind !== 'comparison') return [];
  let left = node.first;
  return node.links.flatMap(({ operator, operand }) => {
    const bound = boundOf(left, operator, operand) ?? boundOf(operand, MIRRORED[operator], left);
    left = operand;
    return bound ?? [];
  });
}

function boundOf(left: Expression, operator: ComparisonOperator | undefined, right: Expression): TimeBound | undefined {
  const time = toOperand(left)?.kind === 'time' ? constantTime(right) : undefined;
  if (time === undefined) return undefined;
  if (operator === '==') return { from: time, to: time };
  if (operator === '>' || operator === '>=') return { from: time };
  return operator === '<' || operator === '<=' ? { to: time } : undefined;
}

/** The time that a text names, or `datetime(2025, 9, 19, 13)`, in normal form. */
function constantTime(node: Expression): string | undefined {
  const literal = toLiteral(node);
  if (typeof literal === 'string') return readTime(literal);
  if (node.kind !== 'call' || node.callee.kind !== 'name' || node.callee.name !== 'datetime') return undefined;
  const parts = node.args.map(({ kind, value }) => (kind === 'positional' ? toLiteral(value) : undefined));
  if (parts.length < 3 || parts.length > 7 || parts.some((part) => typeof part !== 'number')) return undefined;
  const [year, month, day, hour = 0, minute = 0, second = 0, micros = 0] = parts as number[];
  const two = (part: number) => String(part).padStart(2, '0');
  const date = `${String(year).padStart(4, '0')}-${two(month!)}-${two(day!)}`;
  return readTime(`${date}T${two(hour)}:${two(minute)}:${two(second)}.${String(micros).padStart(6, '0')}`);
}

/** Other forms of a time may mean something else to the evaluator. */
function readTime(text: string): string | undefined {
  if (!/^\d{4}-\d\d-\d\d/.test(text)) return undefined;
  try {
    return normaliseTimestamp(text);
  } catch {
    return undefined;
  }
}
