import { DomainError } from './errors.ts';
import type { RecordedEvent } from './event.ts';
import { compileExpression, EvaluationError } from './expressions/index.ts';

/**
 * The test of a filter's `where`. An event on which the expression fails does not match. Throws `bad-expression`, also
 * for an expression that needs a state: a query looks at each event by itself.
 */
export function compileWhere(
  source: string,
  positionOf: (event: RecordedEvent) => number,
): (event: RecordedEvent) => boolean {
  const where = compileExpression(source);
  if (where.needsState) {
    throw new DomainError(
      'bad-expression',
      'A query looks at each event by itself, so its where cannot read state, before or changed(…): use it as the condition of a breakpoint',
    );
  }
  return (event) => {
    try {
      return where.test({
        event,
        state: {},
        before: {},
        changed: () => false,
        get position() {
          return positionOf(event);
        },
      });
    } catch (error) {
      if (error instanceof EvaluationError) return false;
      throw error;
    }
  };
}
