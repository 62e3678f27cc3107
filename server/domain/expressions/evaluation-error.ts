/** What an evaluation raised. The message reads as Python's last traceback line: `KeyError: 'reward'`. */
export class EvaluationError extends Error {
  override readonly name = 'EvaluationError';
  /** Python's class name, or `LimitError` when a bound of ours was hit. */
  readonly kind: string;

  constructor(kind: string, text: string) {
    super(text === '' ? kind : `${kind}: ${text}`);
    this.kind = kind;
  }
}

export function typeError(text: string): EvaluationError {
  return new EvaluationError('TypeError', text);
}

export function valueError(text: string): EvaluationError {
  return new EvaluationError('ValueError', text);
}
