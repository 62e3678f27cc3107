import { DomainError, type DomainErrorCode, messageOf } from '../server/domain/errors.ts';

/** DAP wants a number per kind of error. */
const ID: Readonly<Record<DomainErrorCode, number>> = {
  'invalid-event': 1001,
  'bad-store-uri': 1002,
  'store-not-found': 1003,
  'not-a-store': 1004,
  'store-busy': 1005,
  'store-failed': 1006,
  'read-only-store': 1007,
  'stream-not-found': 1008,
  'event-not-found': 1009,
  'version-conflict': 1010,
  'duplicate-event': 1011,
  'snapshot-version-unknown': 1012,
  'bad-filter': 1013,
  'bad-timestamp': 1014,
  'bad-json': 1015,
  'bad-expression': 1016,
  'bad-breakpoint': 1017,
  'bad-position': 1018,
  'bad-launch': 1019,
  'session-running': 1020,
  'projection-failed': 1021,
  'node-too-old': 1022,
  cancelled: 1023,
};

/** Anything else: a request that nobody knows, or a mistake of ours. */
const OTHER = 1000;

export interface ErrorBody {
  readonly message: string;
  readonly body: { readonly error: { readonly id: number; readonly format: string; readonly showUser: boolean } };
}

/** The error response for anything that a handler threw. Clients leave braces alone that are none of its variables. */
export function toErrorResponse(error: unknown, showUser: boolean): ErrorBody {
  const message = messageOf(error);
  const id = error instanceof DomainError ? ID[error.code] : OTHER;
  return { message, body: { error: { id, format: message, showUser } } };
}
