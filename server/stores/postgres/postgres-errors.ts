import { DomainError, type DomainErrorCode } from '../../domain/errors.ts';

type Meaning = readonly [code: DomainErrorCode, sentence: (address: string, detail: string) => string];

const unreachable: Meaning = [
  'store-failed',
  (address) => `${address} cannot be reached: check the host and the port, and that the server runs`,
];
const lost: Meaning = ['store-failed', (address) => `The connection to ${address} was lost: try again`];
const busy: Meaning = ['store-busy', (address, detail) => `${address} is busy (${detail}): try again`];
const denied: Meaning = [
  'store-failed',
  (address) => `${address} refuses the user or the password: check both in the store's URI, PGPASSWORD or ~/.pgpass`,
];
const unencrypted: Meaning = [
  'store-failed',
  (address, detail) => `${address} could not be reached over TLS (${detail}): check sslmode and sslrootcert`,
];

/** What the server's SQLSTATEs, and the system's words for a connection that fails, mean to a user. */
const MEANINGS: Readonly<Record<string, Meaning>> = {
  ECONNREFUSED: unreachable,
  ENOTFOUND: unreachable,
  EAI_AGAIN: unreachable,
  EHOSTUNREACH: unreachable,
  ENETUNREACH: unreachable,
  ETIMEDOUT: unreachable,
  ENOENT: unreachable,
  ECONNRESET: lost,
  EPIPE: lost,
  '08000': lost,
  '08003': lost,
  '08006': lost,
  '57P01': lost,
  '57P02': lost,
  '28000': denied,
  '28P01': denied,
  '3D000': ['store-not-found', (address) => `${address}: the server has no such database, check its name`],
  '42501': ['store-failed', (address, detail) => `${address}: ${detail}; ask its owner to grant this to your user`],
  '25006': ['read-only-store', (address) => `${address} accepts no writes: write to the primary, as a user who may`],
  '42P01': ['not-a-store', (address, detail) => `${address}: ${detail}; it was there when the store was opened`],
  '57014': [
    'store-failed',
    (address) =>
      `${address} stopped a query that took longer than its statement_timeout: narrow the filter, or add statement_timeout=0 to the store's URI`,
  ],
  '53300': busy,
  '53400': busy,
  '55P03': busy,
  '57P03': busy,
  '40001': busy,
  '40P01': busy,
  '53100': ['store-failed', (address) => `The disk of ${address} is full: nothing was written`],
};

/** A driver's error as ours; anything else comes back as it is. The server's own words stay in the cause. */
export function toDomainError(error: unknown, address: string): unknown {
  if (error instanceof DomainError || !(error instanceof Error)) return error;
  const meaning = meaningOf(error);
  if (!meaning) return error;
  return new DomainError(meaning[0], meaning[1](address, error.message), { cause: error });
}

function meaningOf(error: Error): Meaning | undefined {
  const code = codeOf(error);
  if (code !== undefined && MEANINGS[code]) return MEANINGS[code];
  if (isLost(error)) return lost;
  if (/timeout exceeded when trying to connect|timeout expired/i.test(error.message)) return unreachable;
  if (/password/i.test(error.message) && code === undefined) return denied;
  if (isWithoutTls(error) || (code !== undefined && /^(ERR_TLS|ERR_SSL|CERT_|DEPTH_|SELF_|UNABLE_)/.test(code))) {
    return unencrypted;
  }
  // Whatever else the server says begins with a class of errors, as 42703 does.
  if (code === undefined || !/^[0-9A-Z]{5}$/.test(code)) return undefined;
  return ['store-failed', (address, detail) => `${address}: ${detail}`];
}

export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** Has the connection gone, so that another may do better? */
export function isLost(error: unknown): boolean {
  const code = codeOf(error) ?? '';
  if (/^(08|57P0[12])/.test(code) || code === 'ECONNRESET' || code === 'EPIPE') return true;
  return (
    error instanceof Error && /^(Connection terminated|Client has encountered a connection error)/.test(error.message)
  );
}

/** The connection is not the one on which a statement was prepared, or another one on which it was already. */
export function isNotPrepared(error: unknown): boolean {
  return ['26000', '42P05'].includes(codeOf(error) ?? '');
}

/** A column has another type than when a statement was prepared. */
export function isOutdated(error: unknown): boolean {
  return codeOf(error) === '0A000' && error instanceof Error && /cached plan/.test(error.message);
}

/** The server answers, but not in TLS. */
export function isWithoutTls(error: unknown): boolean {
  return error instanceof Error && /does not support SSL connections/.test(error.message);
}
