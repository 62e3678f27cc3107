import { DomainError } from '../errors.ts';
import type { Span } from './expression.ts';

/** What is wrong with an expression as such: found before any event is looked at. */
export class BadExpression extends DomainError {
  readonly span: Span;

  constructor(message: string, span: Span) {
    super('bad-expression', message);
    this.span = span;
  }
}

/** `SyntaxError at column 12: use 'and' instead of '&&'`. Columns count from 1; later lines are named too. */
export function syntaxError(source: string, span: Span, text: string): BadExpression {
  const before = source.slice(0, span.from).split('\n');
  const column = before.at(-1)!.length + 1;
  const place = before.length > 1 ? `line ${before.length}, column ${column}` : `column ${column}`;
  return new BadExpression(`SyntaxError at ${place}: ${text}`, span);
}
