/** Messages quote what they are about, and that can be long. */
const LONGEST_MESSAGE = 1_000;

/** What an evaluation raised. The message reads as Python's last traceback line: `KeyError: 'reward'`. */
export class EvaluationError extends Error {
  override readonly name = 'EvaluationError';
  /** Python's class name, or `LimitError` when a bound of ours was hit. */
  readonly kind: string;

  constructor(kind: string, text: string) {
    const message = text === '' ? kind : `${kind}: ${text}`;
    super(message.length > LONGEST_MESSAGE ? `${message.slice(0, LONGEST_MESSAGE - 1)}…` : message);
    this.kind = kind;
  }
}

export function typeError(text: string): EvaluationError {
  return new EvaluationError('TypeError', text);
}

export function valueError(text: string): EvaluationError {
  return new EvaluationError('ValueError', text);
}
