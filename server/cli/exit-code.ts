import { type DomainErrorCode, isDomainError } from '../domain/errors.ts';
import { NegativeAnswer } from './negative-answer.ts';
import { UsageError } from './usage-error.ts';

/** What `event-replay` ends with. docs/cli.md has the same table for its users. */
export const EXIT_CODES = {
  success: 0,
  /** The command did its work and the answer is no: an expectation does not hold, a stream is not sound. */
  no: 1,
  /** The arguments are wrong. */
  usage: 2,
  /** The store, the stream or the event does not exist. */
  notFound: 3,
  /** The store would not take what was to be written. */
  refused: 4,
  /** The store cannot be used now, or is none. */
  store: 5,
  /** The user's own code failed, or something that nobody foresaw. */
  failed: 6,
  /** What a shell reports for a command that Ctrl+C ended. */
  interrupted: 130,
  /** What a shell reports for a command whose reader went away, as `head` does when it has seen enough. */
  readerGone: 141,
} as const;

const { no, usage, notFound, refused, store, failed, interrupted } = EXIT_CODES;

const BY_CODE: Readonly<Record<DomainErrorCode, number>> = {
  'bad-store-uri': usage,
  'bad-filter': usage,
  'bad-timestamp': usage,
  'bad-json': usage,
  'bad-expression': usage,
  'bad-breakpoint': usage,
  'bad-position': usage,
  'bad-launch': usage,
  'store-not-found': notFound,
  'stream-not-found': notFound,
  'event-not-found': notFound,
  'snapshot-version-unknown': notFound,
  'invalid-event': refused,
  'read-only-store': refused,
  'version-conflict': refused,
  'duplicate-event': refused,
  'not-a-store': store,
  'store-busy': store,
  'store-failed': store,
  'session-running': failed,
  'projection-failed': failed,
  'node-too-old': failed,
  cancelled: interrupted,
};

/** What the process ends with for whatever was thrown; 0 is for success alone. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof UsageError) return usage;
  if (error instanceof NegativeAnswer) return no;
  return isDomainError(error) ? BY_CODE[error.code] : failed;
}
