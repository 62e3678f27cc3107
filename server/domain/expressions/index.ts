/** Python expressions over events: conditions, log messages, watches, hovers and queries. */
export type { ComparisonOperator, Expression } from './ast.ts';
export { BadExpression } from './bad-expression.ts';
export { compileExpression } from './compile-expression.ts';
export { compileTemplate } from './compile-template.ts';
export { eventFieldOf } from './compiling/event-field.ts';
export { EvaluationError } from './evaluation-error.ts';
export { workDone } from './limits.ts';
export { methodNames } from './methods/find-method.ts';
export { EXPRESSION_NAMES, type ExpressionName } from './names.ts';
export { parseExpression } from './parsing/parse.ts';
export { toJson } from './to-json.ts';
export { typeName } from './value.ts';
export { repr, str } from './values/repr.ts';
export { isTruthy } from './values/truth.ts';
