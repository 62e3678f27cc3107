import * as z from 'zod';
import { DomainError, type DomainErrorCode } from '../../domain/errors.ts';

/** RFC 9457, as far as it is needed here. */
const Problem = z.object({ code: z.string(), detail: z.string() });

/** What an error of the far side is on this side: the same, where this side could have made it itself. */
const CODES: Readonly<Record<DomainErrorCode, DomainErrorCode>> = {
  'invalid-event': 'invalid-event',
  'store-busy': 'store-busy',
  'store-failed': 'store-failed',
  'read-only-store': 'read-only-store',
  'stream-not-found': 'stream-not-found',
  'event-not-found': 'event-not-found',
  'version-conflict': 'version-conflict',
  'duplicate-event': 'duplicate-event',
  'snapshot-version-unknown': 'snapshot-version-unknown',
  'bad-filter': 'bad-filter',
  'bad-timestamp': 'bad-timestamp',
  'bad-expression': 'bad-expression',
  'bad-json': 'store-failed',
  'bad-store-uri': 'store-failed',
  'store-not-found': 'store-failed',
  'not-a-store': 'store-failed',
  'bad-breakpoint': 'store-failed',
  'bad-position': 'store-failed',
  'bad-launch': 'store-failed',
  'session-running': 'store-failed',
  'projection-failed': 'store-failed',
  'node-too-old': 'store-failed',
  cancelled: 'store-failed',
};

/** What a refusal means that only a service over HTTP knows. */
const REFUSALS: Readonly<Record<string, (base: string, detail: string) => DomainError>> = {
  'precondition-failed': (_base, detail) => new DomainError('version-conflict', detail),
  'rate-limited': (base, detail) => new DomainError('store-busy', `The service at ${base} is busy: ${detail}`),
  'took-too-long': (base, detail) => new DomainError('store-busy', `The service at ${base} is busy: ${detail}`),
  'token-required': (base) =>
    new DomainError(
      'store-failed',
      `The service at ${base} wants its token: put it into the URI, http://:TOKEN@host, or into EVENT_REPLAY_TOKEN`,
    ),
  'not-found': (base) =>
    new DomainError('not-a-store', `The service at ${base} is older than this program and cannot do this: update it`),
};

/** The error that an answer without success is. `body` is its text, whatever that may be. */
export function problemToError(base: string, status: number, body: string): DomainError {
  const { data: problem } = Problem.safeParse(parse(body));
  if (problem && Object.hasOwn(CODES, problem.code)) {
    return new DomainError(CODES[problem.code as DomainErrorCode], problem.detail);
  }
  const refusal = problem && Object.hasOwn(REFUSALS, problem.code) ? REFUSALS[problem.code] : undefined;
  if (problem && refusal) return refusal(base, problem.detail);
  if (problem) return new DomainError('store-failed', `The service at ${base} refuses: ${problem.detail}`);
  if (status === 401 || status === 403) return REFUSALS['token-required']!(base, '');
  if (status >= 500)
    return new DomainError('store-failed', `The service at ${base} cannot be reached: it answers ${status}`);
  return notAService(base);
}

export function notAService(base: string): DomainError {
  return new DomainError(
    'not-a-store',
    `What answers at ${base} is no event-replay service: check host and port, and start one with event-replay serve`,
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
