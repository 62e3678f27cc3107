import { compile } from './compiling/compile.ts';
import { runner } from './compiling/runner.ts';
import { outermostScope } from './compiling/scope.ts';
import type { CompiledExpression } from './expression.ts';
import { parseExpression } from './parsing/parse.ts';
import { isTruthy } from './values/truth.ts';

/**
 * Parses and compiles a Python expression once, to be evaluated for many events. Throws a `BadExpression` with a span
 * for whatever is wrong with it as such: syntax, unknown names, unknown methods.
 */
export function compileExpression(source: string): CompiledExpression {
  const scope = outermostScope(source);
  const evaluate = runner(compile(parseExpression(source), scope));
  return {
    source,
    needsState: scope.findings.needsState,
    fields: scope.findings.fields,
    evaluate,
    test: (context) => isTruthy(evaluate(context)),
  };
}
