/** What only a service over HTTP refuses; everything else that goes wrong is a `DomainError`. */
export type RefusalCode =
  | 'invalid-request'
  | 'token-required'
  | 'wrong-host'
  | 'cross-site'
  | 'not-found'
  | 'session-not-found'
  | 'breakpoint-not-found'
  | 'watch-not-found'
  | 'too-many-sessions'
  | 'too-many-streams'
  | 'limit-reached'
  | 'projections-not-allowed'
  | 'precondition-failed'
  | 'idempotency-conflict'
  | 'result-too-large'
  | 'rate-limited'
  | 'took-too-long';

/** A request that is refused; the message is one sentence that says what to do. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: RefusalCode;
  /** Headers of the answer. */
  readonly headers: Readonly<Record<string, string | string[]>>;

  constructor(code: RefusalCode, message: string, headers: Readonly<Record<string, string | string[]>> = {}) {
    super(message);
    this.code = code;
    this.headers = headers;
  }
}
