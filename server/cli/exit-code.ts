import { type DomainErrorCode, isDomainError } from '../domain/errors.ts';
import { UsageError } from './usage-error.ts';

const FAILED = 1;
const USAGE = 2;
const NOT_FOUND = 3;
const REFUSED = 4;
const STORE = 5;
/** What a shell reports for a command that Ctrl+C ended. */
const INTERRUPTED = 130;

const EXIT_CODES: Readonly<Record<DomainErrorCode, number>> = {
  'bad-store-uri': USAGE,
  'bad-filter': USAGE,
  'bad-timestamp': USAGE,
  'bad-json': USAGE,
  'bad-expression': USAGE,
  'bad-breakpoint': USAGE,
  'bad-position': USAGE,
  'bad-launch': USAGE,
  'store-not-found': NOT_FOUND,
  'stream-not-found': NOT_FOUND,
  'event-not-found': NOT_FOUND,
  'snapshot-version-unknown': NOT_FOUND,
  'invalid-event': REFUSED,
  'read-only-store': REFUSED,
  'version-conflict': REFUSED,
  'duplicate-event': REFUSED,
  'not-a-store': STORE,
  'store-busy': STORE,
  'store-failed': STORE,
  'session-running': FAILED,
  'projection-failed': FAILED,
  'node-too-old': FAILED,
  cancelled: INTERRUPTED,
};

/** What the process ends with for whatever was thrown; 0 is for success alone. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof UsageError) return USAGE;
  return isDomainError(error) ? EXIT_CODES[error.code] : FAILED;
}
