import { type EvaluationError, typeError } from '../evaluation-error.ts';
import { typeName, type Value } from '../value.ts';

export function unsupported(a: Value, operator: string, b: Value): EvaluationError {
  return typeError(`unsupported operand type(s) for ${operator}: '${typeName(a)}' and '${typeName(b)}'`);
}
