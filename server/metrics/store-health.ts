import { type DomainErrorCode, isDomainError, messageOf } from '../domain/errors.ts';
import { type Recent, RecentCount } from './recent-count.ts';

/** Errors that say something of the store. The others are answers: a conflict, an event that is not there. */
const TROUBLE: ReadonlySet<DomainErrorCode> = new Set(['store-busy', 'store-failed', 'store-not-found', 'not-a-store']);

export interface StoreReading {
  readonly failures: Recent;
  /** Calls that failed since the last one that was answered. */
  readonly failuresInARow: number;
  /** What the last of them said. */
  readonly lastError: string | undefined;
}

/** Does the store answer? Notes the outcome of every call. */
export class StoreHealth {
  readonly #failures: RecentCount;
  #inARow = 0;
  #lastError: string | undefined;

  constructor(now: () => number) {
    this.#failures = new RecentCount(now);
  }

  /** Returns the outcome in one word: `ok`, the code of the error, or `error` for one that is not ours. */
  note(error: unknown): string {
    const code = isDomainError(error) ? error.code : undefined;
    if (error === undefined || (code && !TROUBLE.has(code))) {
      this.#inARow = 0;
      return code ?? 'ok';
    }
    this.#failures.add();
    this.#inARow++;
    this.#lastError = messageOf(error);
    return code ?? 'error';
  }

  read(): StoreReading {
    return { failures: this.#failures.read(), failuresInARow: this.#inARow, lastError: this.#lastError };
  }
}
