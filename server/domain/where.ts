import { DomainError } from './errors.ts';
import type { RecordedEvent } from './event.ts';
import type { CompiledExpression, ExpressionContext } from './expressions/expression.ts';
import { compileExpression, EvaluationError } from './expressions/index.ts';

/** The `where` of a filter: its test, and the fields of an event that this may read. */
export interface Where {
  readonly fields: CompiledExpression['fields'];
  test(event: RecordedEvent): boolean;
}

/**
 * Compiles a filter's `where`. An event on which the expression fails does not match. Throws `bad-expression`, also
 * for an expression that needs a state: a query looks at each event by itself.
 */
export function compileWhere(source: string, positionOf: (event: RecordedEvent) => number): Where {
  const where = compileExpression(source);
  if (where.needsState) {
    throw new DomainError(
      'bad-expression',
      'A query looks at each event by itself, so its where cannot read state, before or changed(…): use it as the condition of a breakpoint',
    );
  }
  const context = new EventAlone(positionOf);
  const test = (event: RecordedEvent): boolean => {
    context.event = event;
    try {
      return where.test(context);
    } catch (error) {
      if (error instanceof EvaluationError) return false;
      throw error;
    }
  };
  return { fields: where.fields, test };
}

/** What an expression sees of an event by itself. One serves all events: to make one costs more than most tests. */
class EventAlone implements ExpressionContext {
  event!: RecordedEvent;
  readonly state = {};
  readonly before = {};
  readonly #positionOf: (event: RecordedEvent) => number;

  constructor(positionOf: (event: RecordedEvent) => number) {
    this.#positionOf = positionOf;
  }

  get position(): number {
    return this.#positionOf(this.event);
  }

  changed(): boolean {
    return false;
  }
}
