/** Evaluates each expression of a JSON list on stdin, and prints `answered` or the kind of its error, one a line. */
import { readFileSync } from 'node:fs';
import { compileExpression, EvaluationError } from '../../../../server/domain/expressions/index.ts';
import { contextOf } from './example-context.ts';

for (const source of JSON.parse(readFileSync(0, 'utf8')) as readonly string[]) {
  try {
    compileExpression(source).evaluate(contextOf());
    console.log('answered');
  } catch (error) {
    console.log(error instanceof EvaluationError ? error.kind : String(error));
  }
}
