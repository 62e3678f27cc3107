import { EvaluationError } from '../evaluation-error.ts';
import type { ExpressionContext } from '../expression.ts';
import { endCounting, limitError, startCounting } from '../limits.ts';
import type { Frame } from './scope.ts';

/**
 * Makes a compiled part callable for one event after the other. The frame is used again and again, so that an
 * evaluation allocates nothing of its own. Throws an `EvaluationError`; what the context throws passes through.
 */
export function runner<T>(part: (frame: Frame) => T): (context: ExpressionContext) => T {
  let frame: Frame | undefined;
  return (context) => {
    if (frame) frame.context = context;
    else frame = { context, locals: [] };
    const interrupted = startCounting();
    try {
      return part(frame);
    } catch (error) {
      throw isEngineLimit(error) ? limitError('a value is nested too deeply, or too large') : error;
    } finally {
      endCounting(interrupted);
    }
  };
}

/** The engine's own bounds on stack, texts and integers come after ours, but they exist. */
function isEngineLimit(error: unknown): boolean {
  return !(error instanceof EvaluationError) && error instanceof RangeError;
}
