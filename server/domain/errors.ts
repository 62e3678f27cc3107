/**
 * What can go wrong, as codes. Each edge (DAP, LSP, HTTP, exit code) owns one exhaustive table from these codes to its
 * own dialect; the message is one sentence a person can act on.
 */
export type DomainErrorCode =
  | 'invalid-event'
  | 'bad-store-uri'
  | 'store-not-found'
  | 'not-a-store'
  | 'store-busy'
  | 'store-failed'
  | 'read-only-store'
  | 'stream-not-found'
  | 'event-not-found'
  | 'version-conflict'
  | 'duplicate-event'
  | 'snapshot-version-unknown'
  | 'bad-filter'
  | 'bad-timestamp'
  | 'bad-json'
  | 'bad-expression'
  | 'bad-breakpoint'
  | 'bad-position'
  | 'bad-launch'
  | 'session-running'
  | 'projection-failed'
  | 'node-too-old'
  | 'cancelled';

export class DomainError extends Error {
  override readonly name = 'DomainError';
  readonly code: DomainErrorCode;

  constructor(code: DomainErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

export function isDomainError(error: unknown, code?: DomainErrorCode): error is DomainError {
  return error instanceof DomainError && (code === undefined || error.code === code);
}

/** The sentence to show for anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
