import { DomainError } from '../domain/errors.ts';

const HIT = /^\s*(==|=|>=|>|<=|<|%)?\s*(\d{1,12})\s*$/;

/** With less than this the operator is true of no count. */
const LEAST: Readonly<Record<string, number>> = { '==': 1, '=': 1, '<': 2, '<=': 1 };

/**
 * Reads a hit count: `5` and `== 5` the fifth match, `> 5`, `>= 5`, `< 5`, `<= 5`, `% 10` every tenth. The test takes
 * the number of the match, counted from the stream's start. Throws `bad-breakpoint`.
 */
export function parseHitCondition(text: string): (count: number) => boolean {
  const match = HIT.exec(text);
  const operator = match?.[1] ?? '==';
  const wanted = Number(match?.[2]);
  if (!match || (operator === '%' && wanted === 0)) {
    throw new DomainError('bad-breakpoint', `'${text}' is no hit count: write 5, > 5, >= 5, < 5, <= 5 or % 10`);
  }
  if (wanted < (LEAST[operator] ?? 0)) {
    throw new DomainError('bad-breakpoint', `'${text}' can never be hit: matches are counted from 1`);
  }
  switch (operator) {
    case '>':
      return (count) => count > wanted;
    case '>=':
      return (count) => count >= wanted;
    case '<':
      return (count) => count < wanted;
    case '<=':
      return (count) => count <= wanted;
    case '%':
      return (count) => count % wanted === 0;
    default:
      return (count) => count === wanted;
  }
}
